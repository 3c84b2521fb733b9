"""Heard: what thousands of people told a public review, counted, traceable and safe to publish.

A notebook needs one call, :func:`begin`; everything else is imported from the room it lives in
(``heard.analysis``, ``heard.charts``...). Importing ``heard`` itself loads no pandas and no altair, so that
the command line answers at once.
"""

import os
import sys
from typing import TYPE_CHECKING, Any

# jsonschema, which Altair and nbformat load, builds a grammar of internationalised addresses when it finds
# this package, which takes a second of every process; nothing here checks such addresses.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# openpyxl writes other bytes where it finds lxml; what is written must not depend on what else is installed.
os.environ.setdefault("OPENPYXL_LXML", "False")

__version__ = "0.1.0"
__all__ = ["begin"]

if TYPE_CHECKING:
    from heard.workbook import begin


def __getattr__(name: str) -> Any:
    if name == "begin":
        from heard.workbook import begin

        return begin
    raise AttributeError(f"module 'heard' has no attribute {name!r}")
