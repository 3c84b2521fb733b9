"""Files in, frames out, and an account of every row."""

from heard.intake.checking import Check, check, findings, show_check
from heard.intake.intake import Intake, account, reconcile
from heard.intake.proposal import propose, write_proposal
from heard.intake.read import Progress, read_consultation
from heard.intake.survey import source_path, variables_named

__all__ = [
    "Check",
    "Intake",
    "Progress",
    "account",
    "check",
    "findings",
    "propose",
    "read_consultation",
    "reconcile",
    "show_check",
    "source_path",
    "variables_named",
    "write_proposal",
]
