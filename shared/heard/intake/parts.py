"""What one source adds to the frames, before sources are put together."""

from dataclasses import dataclass, field

import pandas as pd

PARTS = (
    "respondents",
    "participations",
    "memberships",
    "sessions",
    "attendance",
    "texts",
    "choices",
    "codings",
)


@dataclass
class Parts:
    """Pieces of frames by name; some also say source, row, column and unit."""

    pieces: dict[str, list[pd.DataFrame]] = field(default_factory=lambda: {name: [] for name in PARTS})
    answers: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, piece: pd.DataFrame) -> None:
        """Add a piece of a frame."""
        self.pieces[name].append(piece)

    def take(self, name: str) -> pd.DataFrame | None:
        """Return all pieces of a frame as one, or None if there is none; they are let go of here."""
        pieces, self.pieces[name] = self.pieces[name], []
        if not pieces:
            return None
        return pieces[0].reset_index(drop=True) if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)
