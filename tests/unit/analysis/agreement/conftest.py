"""Three coders on four texts of ten characters, every decision of which can be counted on paper.

t1: X and Y put a1; X puts b. t2: X puts b, Z puts a2. t3: Y puts a1 and b, Z puts a1. t4: X alone.
"""

from collections.abc import Callable

import pandas as pd
import pytest

from heard.frames import Frames

Codings = list[tuple[object, ...]]
CODINGS: Codings = [
    ("t1", "a1", "X"),
    ("t1", "a1", "Y"),
    ("t1", "b", "X"),
    ("t2", "b", "X"),
    ("t2", "a2", "Z"),
    ("t3", "a1", "Y"),
    ("t3", "b", "Y"),
    ("t3", "a1", "Z"),
    ("t4", "b", "X"),
]


@pytest.fixture
def make(frames: Frames) -> Callable[..., Frames]:
    """Make frames of codings: text_id, code, coder and, for a segment, start and end; and an origin."""

    def made(codings: Codings, texts: int = 4, characters: int = 10, origin: str = "hand") -> Frames:
        rows = [(f"k{place}", *row, *[None] * (5 - len(row))) for place, row in enumerate(codings)]
        columns = ["coding_id", "text_id", "code", "coder", "start", "end"]
        return Frames.of(
            codes=frames.codes,
            texts=pd.DataFrame(
                {
                    "text_id": [f"t{number}" for number in range(1, texts + 1)],
                    "collection": "advice",
                    "text": "words " * (characters // 6) + "x" * (characters % 6),
                }
            ),
            codings=pd.DataFrame(rows, columns=columns).assign(origin=origin),
        )

    return made


@pytest.fixture
def three(make: Callable[..., Frames]) -> Frames:
    return make(CODINGS)
