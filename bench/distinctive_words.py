"""Distinctive words of 12 groups: seconds and memory over 10 million words, and growth with the responses.

Responses of 100 words each are made of 50,000 words whose frequencies fall as in a language; none is a stop
word. People hold one to three of 12 groups or so; each group has twenty words of its own, which its people
use for one word in fifty. Families of near-copies are given, as a workbook keeps them: finding them is timed
apart. Each run is a process of its own.
"""

import json
import statistics
import subprocess
import sys

import numpy as np
import pandas as pd

from heard.consultation import Consultation
from heard.frames import Frames

RUNS = 3
SIZES = (10_000, 100_000)
LARGEST = 1_000_000
LENGTH, WORDS, GROUPS, OWN = 100, 50_000, 12, 20
MOST_SECONDS, MOST_GIB = 20, 4

ONE_RUN = r"""import json, re, sys, time
from pathlib import Path
import pandas as pd
from bench.distinctive_words import consultation, recovered, responses
from heard.analysis.keyness import distinctive_words

def peak():
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 2**20

frames, asked = responses(int(sys.argv[1])), consultation()
before = peak()
none = pd.DataFrame({"text_id": [], "family": []}, dtype="str")
began, worked = time.monotonic(), time.process_time()
table = distinctive_words(frames, asked, "kind", families=none)
seconds, busy = time.monotonic() - began, time.process_time() - worked
measured = {"seconds": seconds, "busy": busy, "gib": peak(), "before": before}
print(json.dumps(measured | {"found": recovered(table.frame)}))
"""


def main() -> None:
    busy = {}
    for size in (*SIZES, LARGEST):
        runs = [one_run(size) for _ in range(1 if size == LARGEST else RUNS)]
        aims = (f"at most {MOST_SECONDS}", f"at most {MOST_GIB}") if size == SIZES[-1] else ("", "")
        words = f"{size:,} responses, {size * LENGTH / 1e6:g} million words"
        report(words, [run["seconds"] for run in runs], "s", aims[0])
        report("... of the processor alone", [run["busy"] for run in runs], "s", "")
        report("... memory at its peak", [run["gib"] for run in runs], "GiB", aims[1])
        report("... before, with the frames", [run["before"] for run in runs], "GiB", "")
        report("... planted words among the twenty listed", [run["found"] for run in runs], "", "")
        busy[size] = statistics.median(run["busy"] for run in runs) / size
        print(f"a response, over one of {SIZES[0]:,}: {busy[size] / busy[SIZES[0]]:.2f}", flush=True)


def one_run(size: int) -> dict[str, float]:
    command = [sys.executable, "-c", ONE_RUN, str(size)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(ran.stdout)
    return measured


def consultation() -> Consultation:
    """Return a consultation with one collection and twelve groups."""
    return Consultation.model_validate(
        {
            "title": "Bench",
            "owner": "Bench",
            "synthetic": True,
            "groupings": [
                {
                    "code": "kind",
                    "name": "Kind",
                    "overlapping": True,
                    "groups": [{"code": f"g{n}", "name": f"Group {n}"} for n in range(GROUPS)],
                }
            ],
            "codebook": [{"code": "a", "name": "A"}],
            "collections": [
                {
                    "code": "advice",
                    "title": "Call for advice",
                    "kind": "call_for_advice",
                    "questions": [{"code": "q1", "text": "What?"}],
                    "sources": [{"file": "x.csv", "layout": "answers", "columns": {"text": "text"}}],
                }
            ],
        }
    )


def responses(size: int, seed: int = 1) -> Frames:
    """Return frames of made-up responses, one a person."""
    random = np.random.default_rng(seed)
    names = np.array([spelt(number) for number in range(WORDS)], dtype=object)
    share = 1 / (np.arange(WORDS) + 20)
    falling = (share / share.sum()).cumsum()
    holds = random.random((size, GROUPS)) < 1.5 / GROUPS
    holds[np.arange(size), random.integers(0, GROUPS, size)] = True
    people = pd.Series([f"p{number:07d}" for number in range(size)], dtype="str")
    person, group = np.nonzero(holds)
    return Frames.of(
        respondents=pd.DataFrame({"respondent_id": people, "known_by": "collection"}),
        memberships=pd.DataFrame(
            {
                "respondent_id": people.to_numpy()[person],
                "grouping": "kind",
                "group": np.array([f"g{n}" for n in range(GROUPS)])[group],
            }
        ),
        texts=pd.DataFrame(
            {
                "text_id": "t-" + people,
                "collection": "advice",
                "question_id": "advice.q1",
                "respondent_id": people,
                "session_id": None,
                "text": [written(names, falling, holds[place], random) for place in range(size)],
            }
        ),
    )


def written(names: np.ndarray, falling: np.ndarray, holds: np.ndarray, random: np.random.Generator) -> str:
    """Return a response: now and then a word of a group that its author holds in place of another."""
    words = np.searchsorted(falling, random.random(LENGTH)).clip(max=WORDS - 1)
    of_group = np.flatnonzero(holds)
    extra = random.random(LENGTH) < 0.02
    groups = of_group[random.integers(0, len(of_group), LENGTH)]
    words[extra] = own(groups, random.integers(0, OWN, LENGTH))[extra]
    return " ".join(names[words].tolist())


def own(group: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Return the places of words that a group has for its own: neither common nor rare."""
    return 300 + group * OWN + number


def spelt(number: int) -> str:
    """Return a made-up word; each number has its own, and none is a stop word."""
    letters = ""
    for _ in range(5):
        number, letter = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[letter]
    return letters


def recovered(frame: pd.DataFrame) -> float:
    """Return the share of the listed words that were planted for the group that they are listed for."""
    planted = {
        (f"Group {group}", spelt(int(own(np.array(group), np.array(number)))))
        for group in range(GROUPS)
        for number in range(OWN)
    }
    return sum(pair in planted for pair in zip(frame["group"], frame["term"], strict=True)) / len(planted)


def report(words: str, values: list[float], unit: str, aim: str) -> None:
    spread = f"{min(values):.2f} to {max(values):.2f}"
    aimed = f" ({aim})" if aim else ""
    print(f"{words}: median {statistics.median(values):.2f} {unit}, {spread}{aimed}", flush=True)


if __name__ == "__main__":
    main()
