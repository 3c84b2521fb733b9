"""Tests run as a batch does: nobody is there to interact, and results go to a folder of their own."""

import os
import tempfile

os.environ["HEARD_UNATTENDED"] = "1"
os.environ.setdefault("HEARD_RUN", tempfile.mkdtemp(prefix="heard-tests-"))
