"""Tests run as a batch does: nobody is there to interact, and what is made goes to a folder of their own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["HEARD_UNATTENDED"] = "1"
_apart = Path(tempfile.mkdtemp(prefix="heard-tests-"))
atexit.register(shutil.rmtree, _apart, ignore_errors=True)
os.environ["HEARD_RUN"] = str(_apart / "run")
os.environ["HEARD_WORK"] = str(_apart / "work")
