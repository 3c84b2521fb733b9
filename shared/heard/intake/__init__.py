"""Files in, frames out, and an account of every row."""

from heard.intake.intake import Intake, account, reconcile
from heard.intake.read import Progress, read_consultation

__all__ = ["Intake", "Progress", "account", "read_consultation", "reconcile"]
