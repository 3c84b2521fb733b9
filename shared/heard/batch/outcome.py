"""What became of one entry of a batch."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """The end of one entry.

    Attributes
    ----------
    entry
        The entry's name.
    failed_cell
        Number of the cell that failed, counted from 1 in the executed notebook; None if none did.
    reason
        Why, in one line that holds no respondent's words; empty if nothing failed.
    seconds
        How long it took.
    """

    entry: str
    failed_cell: int | None = None
    reason: str = ""
    seconds: float = 0.0

    @property
    def succeeded(self) -> bool:
        """Whether every cell ran."""
        return not self.reason
