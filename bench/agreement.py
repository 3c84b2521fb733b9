"""Agreement of 51 coders on 25,000 judgements, without the bootstrap: seconds of each answer.

Two shapes of the same size: every coder judges the same 491 texts (1,275 pairs of coders on each), and each
text is read by two (6,250 texts, two codes a reading). Codings are on segments that overlap in part. The
first run is left out.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from heard.analysis import agreement as a
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.places import home
from heard.tables import ResultTable

RUNS = 5
CODERS, JUDGEMENTS, CODES, LENGTH = 51, 25_000, 40, 600
MOST = 2.0  # seconds


def main() -> None:
    consultation = load_consultation(home() / "data" / "demo")
    judged = judgements()
    report("seven coefficients of 25,000 judgements of values", lambda: a.coefficients(judged))
    for name, frames in (("all read all", all_read_all()), ("two a text", two_a_text())):
        print(f"-- {name}: {len(frames.codings):,} codings of {len(frames.texts):,} texts", flush=True)
        found = answers(frames, consultation)
        everything = tuple(table for tables in found.values() for table in tables)
        for words, tables in (found | {"all of these one after another": everything}).items():
            report(words, lambda tables=tables: [table() for table in tables])


def answers(frames: Frames, consultation: Consultation) -> dict[str, tuple[Callable[[], ResultTable], ...]]:
    data = (frames, consultation)
    return {
        "over all, texts and segments and sets": (lambda: a.agreement_overall(*data),),
        "by code, texts and segments": (
            lambda: a.agreement_by_code(*data),
            lambda: a.agreement_by_code(*data, unit="segments"),
        ),
        "by pair, texts": (lambda: a.agreement_by_pair(*data),),
        "by pair, segments": (lambda: a.agreement_by_pair(*data, unit="segments"),),
    }


def report(words: str, work: Callable[[], object]) -> None:
    seconds = [timed(work) for _ in range(RUNS + 1)][1:]
    spread = f"from {min(seconds):.2f} to {max(seconds):.2f}"
    print(f"{words}: median {statistics.median(seconds):.2f} s, {spread} (at most {MOST:.0f})", flush=True)


def timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def judgements() -> pd.DataFrame:
    """Return 490 units judged by all, with a value of five each that most share."""
    random = np.random.default_rng(1)
    unit = np.arange(JUDGEMENTS) // CODERS
    common = random.integers(0, 5, unit.max() + 1)[unit]
    value = np.where(random.random(JUDGEMENTS) < 0.7, common, random.integers(0, 5, JUDGEMENTS))
    return pd.DataFrame({"unit": unit, "rater": np.arange(JUDGEMENTS) % CODERS, "value": value})


def all_read_all() -> Frames:
    return coded(np.arange(JUDGEMENTS) // CODERS, np.arange(JUDGEMENTS) % CODERS)


def two_a_text() -> Frames:
    text = np.arange(JUDGEMENTS) // 4
    return coded(text, (text * 7 + np.arange(JUDGEMENTS) // 2 % 2 * 13) % CODERS)


def coded(text: np.ndarray, coder: np.ndarray) -> Frames:
    random = np.random.default_rng(2)
    common = random.integers(0, CODES, text.max() + 1)[text]
    code = np.where(random.random(len(text)) < 0.7, common, random.integers(0, CODES, len(text)))
    start = random.integers(0, LENGTH // 2, len(text))
    return Frames.of(
        texts=pd.DataFrame(
            {"text_id": [f"t{n:05d}" for n in range(text.max() + 1)], "collection": "x", "text": "a" * LENGTH}
        ),
        codes=pd.DataFrame(
            {
                "code": [f"c{n}" for n in range(CODES)],
                "name": [f"Code {n}" for n in range(CODES)],
                "theme": [f"c{n}" for n in range(CODES)],
                "definition": "",
            }
        ),
        codings=pd.DataFrame(
            {
                "coding_id": [f"k{n}" for n in range(len(text))],
                "text_id": [f"t{n:05d}" for n in text],
                "code": [f"c{n}" for n in code],
                "coder": [f"Coder {n:02d}" for n in coder],
                "start": start,
                "end": start + random.integers(20, LENGTH // 2, len(text)),
                "origin": "hand",
            }
        ),
    )


if __name__ == "__main__":
    main()
