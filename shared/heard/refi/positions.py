"""From the positions that a file states to code points of the text, by one way of counting."""

import re
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from heard.refi.decode import Decoded
from heard.refi.reading import READINGS, Reading

Numbers = NDArray[np.int64]

_BEYOND_BASIC_PLANE = re.compile("[\U00010000-\U0010ffff]")
_LINE_FEED_OF_A_PAIR = re.compile("(?<=\r)\n")
_LINE_FEED = re.compile("\n")


@dataclass(frozen=True)
class Spans:
    """Starts and ends in code points; ``inside`` says which of them are segments of the text."""

    starts: Numbers
    ends: Numbers
    inside: NDArray[np.bool_]

    @property
    def key(self) -> bytes:
        """Two readings with the same key give the same segments."""
        starts, ends = (np.where(self.inside, side, -1) for side in (self.starts, self.ends))
        return starts.tobytes() + ends.tobytes()


class Counted:
    """A text with the places at which ways of counting part from counting code points."""

    def __init__(self, decoded: Decoded) -> None:
        text = decoded.text
        self.length = len(text)
        self._wide = _places(_BEYOND_BASIC_PLANE, text)
        self._pairs = _places(_LINE_FEED_OF_A_PAIR, text)
        self._feeds = _places(_LINE_FEED, text) if decoded.from_xml else _NONE
        self._mark = decoded.mark

    def plausible(self) -> list[Reading]:
        """Return the readings whose every peculiarity makes a difference in this text."""
        return [reading for reading in READINGS if self.plain(reading) == reading]

    def plain(self, reading: Reading) -> Reading:
        """Return a reading without the peculiarities that make no difference in this text."""
        return replace(
            reading,
            utf16=reading.utf16 and len(self._wide) > 0,
            mark=reading.mark and self._mark,
            single=reading.single and len(self._pairs) > 0,
            restored=reading.restored and len(self._feeds) > 0,
        )

    def spans(self, starts: Numbers, ends: Numbers, reading: Reading) -> Spans:
        """Return stated positions as code points of the text."""
        shift = int(reading.mark and self._mark)
        places, extra = self._peculiar(reading)
        begin, begins = self._points(starts - shift, places, extra)
        end, ends_well = self._points(ends - shift + int(reading.inclusive), places, extra)
        return Spans(begin, end, begins & ends_well & (begin < end))

    def _peculiar(self, reading: Reading) -> tuple[Numbers, Numbers]:
        """Return the places of characters that count as other than one, in order, and by how much more."""
        chosen = [(self._wide, 1)] * reading.utf16
        chosen += [(self._pairs, -1)] * reading.single
        chosen += [(self._feeds, 1)] * reading.restored
        if not chosen:
            return _NONE, _NONE
        places = np.concatenate([place for place, _ in chosen])
        extra = np.concatenate([np.full(len(place), more, dtype=np.int64) for place, more in chosen])
        order = np.argsort(places, kind="stable")
        return places[order], extra[order]

    def _points(self, stated: Numbers, places: Numbers, extra: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
        """Return the code points at stated positions, and which of them are between two characters."""
        so_far = np.concatenate([[0], np.cumsum(extra)])
        # What is counted up to the end of each peculiar character.
        behind = places + 1 + so_far[1:]
        # Of a line end that counts as one, from the right: the place after both characters.
        passed = np.searchsorted(behind, stated, side="right")
        points = stated - so_far[passed]
        limit = np.append(places, self.length)[passed]
        return points, (points >= 0) & (points <= limit)


def _places(pattern: re.Pattern[str], text: str) -> Numbers:
    return np.fromiter((match.start() for match in pattern.finditer(text)), dtype=np.int64)


_NONE: Numbers = np.zeros(0, dtype=np.int64)
