"""A text as it is being written: pieces, each on a subject, with marks on what was planted in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_SLOT = re.compile(r"@([a-z]+)")


@dataclass(frozen=True)
class Mark:
    """Something planted: what kind it is, which thing it stands for, and where in its piece it stands."""

    kind: str
    what: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A sentence or so: its words, what it is about, and its marks."""

    words: str
    subject: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass
class Text:
    """One answer or note.

    Attributes
    ----------
    key
        Collection, source id and question, joined by slashes: ``advice/ADV-0007/q4``.
    pieces
        What it consists of.
    joiner
        What stands between two pieces: a space, or a line break.
    """

    key: str
    pieces: list[Piece] = field(default_factory=list)
    joiner: str = " "

    @property
    def words(self) -> str:
        """The text as it stands in the file."""
        return self.joiner.join(piece.words for piece in self.pieces)

    @property
    def place(self) -> dict[str, str]:
        """Where it stands: collection, respondent (or note) and question."""
        collection, respondent, question = (self.key + "/").split("/")[:3]
        return {"collection": collection, "respondent": respondent, "question": question}

    def insert(self, piece: Piece, share: float) -> None:
        """Put a piece in, this share of the way through."""
        self.pieces.insert(round(share * len(self.pieces)), piece)

    def marks(self) -> list[Mark]:
        """Return every mark, its place counted in characters from the text's beginning."""
        found: list[Mark] = []
        begin = 0
        for piece in self.pieces:
            found += [
                Mark(mark.kind, mark.what, begin + mark.start, begin + mark.end) for mark in piece.marks
            ]
            begin += len(piece.words) + len(self.joiner)
        return found


def piece_with(template: str, kind: str, values: Mapping[str, str], subject: str = "") -> Piece:
    """Return a piece in which each ``@name`` of a template is replaced by that value, and marked."""
    words = ""
    marks: list[Mark] = []
    for position, part in enumerate(_SLOT.split(template)):
        if position % 2:
            marks.append(Mark(kind, part, len(words), len(words) + len(values[part])))
            part = values[part]
        words += part
    return Piece(words, subject, tuple(marks))
