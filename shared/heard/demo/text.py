"""A text as it is being written: pieces, each on a subject, with marks on what was planted in them."""

from dataclasses import dataclass, field

_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"


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


def piece_around(template: str, kind: str, what: str, value: str, subject: str = "") -> Piece:
    """Return a piece in which ``@`` of the template is replaced by a value, and marked."""
    start = template.replace("@", _PLACE).index(_PLACE)
    return Piece(
        template[:start] + value + template[start + 1 :],
        subject,
        (Mark(kind, what, start, start + len(value)),),
    )
