"""Near-copies among 100,000 texts, a fifth of them copies: seconds and memory, and growth with the texts.

Texts of 40 words are drawn from 8,000 whose frequencies fall as in a language. Every fifth text is a letter
of one of a hundred campaigns with three words changed. Each run is a process of its own.
"""

import json
import statistics
import subprocess
import sys

import numpy as np
import pandas as pd

from bench.many import word_letters

RUNS = 3
SIZES = (10_000, 100_000)
LARGEST = 1_000_000
MOST_SECONDS = 60
_WORDS, _LENGTH, _CAMPAIGNS, _CHANGED = 8_000, 40, 100, 3

ONE_RUN = r"""import json, resource, sys, time
from bench.near_copies import members_found, texts
from heard.analysis.voices import find_families

frame = texts(int(sys.argv[1]))
began = time.monotonic()
families = find_families(frame)
seconds = time.monotonic() - began
gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps({"seconds": seconds, "gib": gib, "found": members_found(frame, families)}))
"""


def main() -> None:
    per_text = {}
    for size in (*SIZES, LARGEST):
        runs = [one_run(size) for _ in range(1 if size == LARGEST else RUNS)]
        seconds, memory, found = ([run[what] for run in runs] for what in ("seconds", "gib", "found"))
        per_text[size] = statistics.median(seconds) / size
        aim = f" (at most {MOST_SECONDS})" if size == SIZES[-1] else ""
        print(
            f"{size:,} texts: {statistics.median(seconds):.1f} s, from {min(seconds):.1f} to "
            f"{max(seconds):.1f}{aim}; {max(memory):.2f} GiB at most; {min(found):.1%} of copies found; a "
            f"text, over one of {SIZES[0]:,}: {per_text[size] / per_text[SIZES[0]]:.2f}",
            flush=True,
        )


def one_run(size: int) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-c", ONE_RUN, str(size)], capture_output=True, text=True, check=True
    )
    measured: dict[str, float] = json.loads(said.stdout)
    return measured


def texts(size: int, seed: int = 1) -> pd.DataFrame:
    """Return the ``texts`` frame of one question, every fifth text a copy."""
    generator = np.random.default_rng(seed)
    odds = 1 / np.arange(1, _WORDS + 1)
    drawn = generator.choice(_WORDS, size=(size, _LENGTH), p=odds / odds.sum())
    letters = generator.integers(0, _WORDS, size=(_CAMPAIGNS, _LENGTH))
    copies = np.arange(0, size, 5)
    drawn[copies] = letters[generator.integers(0, _CAMPAIGNS, len(copies))]
    changed = generator.integers(0, _LENGTH, size=(len(copies), _CHANGED))
    drawn[copies[:, None], changed] = generator.integers(0, _WORDS, size=changed.shape)
    vocabulary = np.array([f"word{word_letters(word)}" for word in range(_WORDS)])
    return pd.DataFrame(
        {
            "text_id": [f"t{number:07}" for number in range(size)],
            "collection": "advice",
            "question_id": "advice.q1",
            "respondent_id": [f"r{number}" for number in range(size)],
            "session_id": pd.Series([None] * size, dtype="str"),
            "text": [" ".join(words) for words in vocabulary[drawn]],
        }
    )


def members_found(frame: pd.DataFrame, families: pd.DataFrame) -> float:
    """Return the share of the copies that are in a family."""
    return float(frame["text_id"].iloc[::5].isin(families["text_id"]).mean())


if __name__ == "__main__":
    main()
