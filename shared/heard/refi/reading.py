"""The ways in which a tool may have counted positions in a text, and the evidence for each."""

from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, order=True)
class Reading:
    """One way of counting positions in a source's text.

    Attributes
    ----------
    utf16
        Counted in UTF-16 units, in which a character outside the basic plane is two; otherwise in code points.
    mark
        The byte-order mark at the start of the file counts as a character.
    pair
        A carriage return with a line feed counts as two; otherwise as one.
    inclusive
        The end is the position of the last character; otherwise the position after it.
    """

    utf16: bool = False
    mark: bool = False
    pair: bool = True
    inclusive: bool = False

    def __str__(self) -> str:
        """Return the short name by which a person can choose it, such as ``code-points`` or ``utf-16,crlf-1``."""
        parts = ["utf-16" if self.utf16 else "code-points"]
        parts += ["mark"] if self.mark else []
        parts += [] if self.pair else ["crlf-1"]
        parts += ["inclusive"] if self.inclusive else []
        return ",".join(parts)


STANDARD = Reading()
"""What the REFI-QDA standard says: code points, and all that is in the text counts."""

READINGS = tuple(Reading(*flags) for flags in product((False, True), repeat=4))
BY_NAME = {str(reading): reading for reading in READINGS}


@dataclass(frozen=True)
class Score:
    """The evidence for one reading of one source.

    Attributes
    ----------
    points
        What the distinct segments say together; see :mod:`heard.refi.evidence`.
    on_words
        How many selections cut no word at either end.
    selections
        Out of how many.
    quoted
        How many selections hold the words that the file stores beside them.
    outside
        How many selections do not fit into the text.
    """

    points: int = 0
    on_words: int = 0
    selections: int = 0
    quoted: int = 0
    outside: int = 0


@dataclass(frozen=True)
class SourceReading:
    """How a source's positions were read, and why.

    Attributes
    ----------
    reading
        The reading chosen; None where two that differ score alike, and the source's segments were left.
    basis
        ``same`` (every plausible reading gives the same segments), ``evidence`` (of this source),
        ``project`` (of all sources together), ``origin`` (Heard wrote the file), ``named`` (by a person), ``undecided``.
    scores
        The readings that give different segments, the likeliest first, each with its evidence. Readings that give the
        same segments stand as one, under the name of the first.
    encoding
        The encoding in which the text was read.
    examples
        Where undecided: for up to three selections, start and end by the two likeliest readings.
    """

    source_guid: str
    reading: Reading | None
    basis: str
    scores: tuple[tuple[Reading, Score], ...] = ()
    encoding: str = ""
    examples: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    @property
    def score(self) -> Score:
        """Return the evidence for the reading chosen, or for the likeliest where none was."""
        return self.scores[0][1] if self.scores else Score()
