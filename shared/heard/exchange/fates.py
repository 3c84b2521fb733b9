"""What became of all that was to be taken in: added, recognised as there already, or left, and why."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Left:
    """Something that was not taken in: what kind of thing, how many, and why."""

    what: str
    number: int
    why: str


@dataclass(frozen=True)
class Taken:
    """The account of an import.

    Attributes
    ----------
    added
        Kind of thing to how many are new.
    recognised
        Kind of thing to how many were there already, known by their identifiers.
    left
        What was not taken in.
    """

    added: Counter[str]
    recognised: Counter[str]
    left: tuple[Left, ...]

    def lines(self) -> list[str]:
        """Return the account in words, a line each."""
        known = [f"{number:,} {kind}" for kind, number in self.recognised.items() if number]
        new = [f"{number:,} {kind}" for kind, number in self.added.items() if number]
        said = [f"Added: {', '.join(new) or 'nothing'}."]
        if known:
            said.append(f"Recognised as there already: {', '.join(known)}.")
        return said + [f"Left: {each.number:,} {each.what}: {each.why}." for each in self.left]
