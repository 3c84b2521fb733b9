"""What the positions of a file count: found out from where they fall, because tools do not keep to the standard.

The standard says Unicode code points. NVivo 12 counts UTF-16 units, a line end of two characters as two, without the byte
order mark. To read one as the other shifts every coding behind the first character outside the basic plane, stays in
range, and nobody notices. So every plausible reading is tried: people select whole words, hence in the right reading
selections begin and end at the edges of words, and the words that some tools store beside a selection are found there.
docs/methods/exchange.md has the rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from heard.refi.decode import Decoded


@dataclass(frozen=True)
class Reading:
    """What a position counts.

    Attributes
    ----------
    utf16
        UTF-16 units (a character outside the basic plane is two) instead of code points.
    bom
        A byte order mark before the text is the first character.
    crlf_as_one
        A carriage return and line feed are one character together.
    inclusive
        The end is the last character instead of the one after it.
    """

    utf16: bool = False
    bom: bool = False
    crlf_as_one: bool = False
    inclusive: bool = False

    def __str__(self) -> str:
        said = [
            "UTF-16 units" if self.utf16 else "code points",
            "end " + ("inclusive" if self.inclusive else "exclusive"),
        ]
        said += ["byte order mark counted"] * self.bom + ["line end counted as one"] * self.crlf_as_one
        return ", ".join(said)


STANDARD = Reading()
ALL_READINGS = tuple(Reading(*each) for each in product((False, True), repeat=4))


@dataclass(frozen=True)
class Evidence:
    """How well a reading fits: of how many selections, how many keep to words, and how many stored excerpts agree.

    Attributes
    ----------
    on_words
        Selections that cut no word at either end.
    trimmed
        Of these, those that neither begin nor end with a space.
    excerpts
        Selections whose stored words are those at the place.
    """

    reading: Reading
    selections: int
    on_words: int
    trimmed: int
    excerpts: int

    @property
    def score(self) -> tuple[int, int]:
        """What readings are ranked by: stored excerpts first, then words."""
        return self.excerpts, self.on_words + self.trimmed

    def __str__(self) -> str:
        return f"{self.reading}: {self.on_words:,} of {self.selections:,} selections on word boundaries"


@dataclass(frozen=True)
class Marked:
    """The selections of one source as the file has them: starts, ends, and words stored beside them."""

    decoded: Decoded
    starts: np.ndarray
    ends: np.ndarray
    excerpts: Sequence[str]


def plausible(decoded: Decoded) -> list[Reading]:
    """Return the readings that make a difference in a text."""
    differs = {
        "utf16": any(character > "\uffff" for character in decoded.text),
        "bom": decoded.bom,
        "crlf_as_one": "\r\n" in decoded.text,
    }
    return [
        reading
        for reading in ALL_READINGS
        if all(differs[name] or not getattr(reading, name) for name in differs)
    ]


def convert(marked: Marked, reading: Reading) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return starts and ends in code points of the text, and which of them are inside it and not empty."""
    edges = _edges(marked.decoded.text, reading)
    shift = int(reading.bom)
    starts, good_start = _looked_up(edges, marked.starts - shift)
    ends, good_end = _looked_up(edges, marked.ends - shift + int(reading.inclusive))
    return starts, ends, good_start & good_end & (starts < ends)


def _edges(text: str, reading: Reading) -> np.ndarray:
    """Return, for each place between characters, what the reading counts up to there."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    widths = np.ones(len(points), dtype=np.int64)
    if reading.utf16:
        widths[points > 0xFFFF] = 2
    if reading.crlf_as_one:
        after = (points[1:] == 0x0A) & (points[:-1] == 0x0D)
        widths[1:][after] = 0
    return np.concatenate([[0], np.cumsum(widths)])


def _looked_up(edges: np.ndarray, counted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    # From the right: of a carriage return and line feed counted as one, the place after both.
    places = np.searchsorted(edges, counted, side="right") - 1
    places = np.clip(places, 0, len(edges) - 1)
    return places, edges[places] == counted


def weigh(marked: Marked, reading: Reading) -> Evidence:
    """Return how well a reading fits the selections of a source."""
    text = marked.decoded.text
    starts, ends, good = convert(marked, reading)
    whole, trimmed, excerpts = 0, 0, 0
    for start, end, inside, excerpt in zip(starts, ends, good, marked.excerpts, strict=True):
        if not inside:
            continue
        if _between_words(text, start) and _between_words(text, end):
            whole += 1
            trimmed += not (text[start].isspace() or text[end - 1].isspace())
        excerpts += bool(excerpt) and _same_words(text[start:end], excerpt)
    return Evidence(reading, len(starts), whole, trimmed, excerpts)


def _between_words(text: str, at: int) -> bool:
    return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())


def _same_words(words: str, excerpt: str) -> bool:
    flat, stored = " ".join(words.split()), " ".join(excerpt.split()).rstrip(".…")
    return len(stored) >= 3 and flat.startswith(stored)


def ranked(sources: Sequence[Marked], readings: Sequence[Reading]) -> list[Evidence]:
    """Return the evidence for each reading over some sources together, the best first, each place once.

    Of readings that give the same places everywhere only the first stays: there is nothing to choose.
    """
    found: dict[bytes, Evidence] = {}
    for reading in readings:
        places = b"".join(part.tobytes() for marked in sources for part in convert(marked, reading))
        weights = [weigh(marked, reading) for marked in sources] if places not in found else []
        if weights:
            found[places] = Evidence(
                reading,
                *(sum(getattr(each, name) for each in weights) for name in _COUNTS),
            )
    return sorted(found.values(), key=lambda evidence: evidence.score, reverse=True)


_COUNTS = ("selections", "on_words", "trimmed", "excerpts")


def decided(evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the reading that the evidence speaks for, or None where two score alike or none fits half of it."""
    best = evidence[0]
    if len(evidence) > 1 and evidence[1].score == best.score:
        return None
    if len(evidence) > 1 and 2 * max(best.on_words, best.excerpts) < best.selections:
        return None
    return best
