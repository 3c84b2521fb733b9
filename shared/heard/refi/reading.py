"""The ways in which a tool may have counted positions in a text, and what speaks for each."""

from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, order=True)
class Reading:
    """One way of counting positions in a source's text.

    Attributes
    ----------
    utf16
        Counted in UTF-16 units, two for a character outside the basic plane; otherwise in code points.
    mark
        The byte-order mark at the start of the file counts as a character.
    single
        A carriage return with a line feed counts as one; otherwise as two.
    inclusive
        The end is the position of the last character; otherwise the position after it.
    restored
        Of a text that stands in the XML itself, where line ends are always a line feed, each counts as the
        two characters that it was in the tool.
    """

    utf16: bool = False
    mark: bool = False
    single: bool = False
    inclusive: bool = False
    restored: bool = False

    def __str__(self) -> str:
        """Return the name by which a person can choose it, such as ``utf-16`` or ``code-points,mark``."""
        said = [name for name in ("mark", "inclusive") if getattr(self, name)]
        said += ["crlf-1"] * self.single + ["lf-2"] * self.restored
        return ",".join(["utf-16" if self.utf16 else "code-points", *said])


STANDARD = Reading()
"""What the standard says: code points of the text as it stands, the end after the last."""

READINGS = tuple(sorted(Reading(*flags) for flags in product((False, True), repeat=5)))
BY_NAME = {str(reading): reading for reading in READINGS}


@dataclass(frozen=True)
class Score:
    """The evidence for one reading of one source; see :mod:`heard.refi.evidence`.

    Attributes
    ----------
    points
        What the distinct segments say together.
    selections
        How many selections there are.
    on_words
        How many of them stand between word boundaries: no letter or digit before or behind them, no white
        space at either end.
    uncut
        How many cut no word at either end, whatever else stands there.
    quoted
        How many hold the words that the file stores beside them.
    outside
        How many do not fit into the text.
    """

    points: int = 0
    selections: int = 0
    on_words: int = 0
    uncut: int = 0
    quoted: int = 0
    outside: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return the evidence of two sources together."""
        return Score(
            self.points + other.points,
            self.selections + other.selections,
            self.on_words + other.on_words,
            self.uncut + other.uncut,
            self.quoted + other.quoted,
            self.outside + other.outside,
        )

    def __str__(self) -> str:
        said = f"{self.on_words:,} of {self.selections:,} on words, {self.points:,} points"
        return f"{said}, {self.quoted:,} as quoted" if self.quoted else said


@dataclass(frozen=True)
class SourceReading:
    """How a source's positions were read, and why.

    Attributes
    ----------
    reading
        The reading chosen; None where two that differ score alike, and the source's segments were left.
    basis
        ``same`` (every plausible reading gives the same segments), ``evidence`` (of this source),
        ``project`` (of all sources together), ``origin`` (Heard wrote the file), ``named`` (by a person) or
        ``undecided``.
    score
        The evidence for the reading chosen or, where none was, for the likeliest.
    scores
        Every reading that gives other segments, the likeliest first, each with its evidence. Readings that
        give the same segments stand as one, under the name of the first.
    encoding
        The encoding of the text.
    examples
        Where undecided: for up to three selections, start and end by the two likeliest readings.
    """

    source_guid: str
    reading: Reading | None
    basis: str
    score: Score = Score()
    scores: tuple[tuple[Reading, Score], ...] = ()
    encoding: str = ""
    examples: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
