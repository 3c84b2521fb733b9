"""Results: a run's folder of named tables and charts, its manifest, its report and its spreadsheet."""

from heard.results.folder import RunFolder
from heard.results.manifest import Account, ByHand, EntryRecord, Failure, InputFile, Manifest, Rule
from heard.results.pages import table_html
from heard.results.report import write_report
from heard.results.spreadsheet import write_spreadsheet
from heard.results.staging import landing_name, open_run, recover, staged_run

__all__ = [
    "Account",
    "ByHand",
    "EntryRecord",
    "Failure",
    "InputFile",
    "Manifest",
    "Rule",
    "RunFolder",
    "landing_name",
    "open_run",
    "recover",
    "staged_run",
    "table_html",
    "write_report",
    "write_spreadsheet",
]
