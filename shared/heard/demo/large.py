"""A call for advice of any size, streamed to disk: for measuring speed and memory, not for reading."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path
from random import Random

from heard.demo.advice import CAPACITIES, FORM_HEADERS, TOPICS, topic_piece
from heard.demo.definition import definition
from heard.demo.draft import Draft
from heard.demo.people import REGION_NAMES
from heard.demo.streams import pick, stream, whole
from heard.demo.voices import VOICES, finish

FILE = "responses.csv"
_FIRST = datetime.date(2021, 1, 15)
_DAYS = 92
_POOL = 1500
_VOICES = ("plain", "careful", "formal", "terse", "angry", "young")
_HEADERS = ("Response ID", "Submitted", "Channel", "I am answering as", "Region", *FORM_HEADERS.values())


def write_large(folder: Path, rows: int, seed: int = 2021) -> None:
    """Write a call for advice with this many responses, and the ``consultation.yml`` that reads it.

    Parameters
    ----------
    folder
        Where to; it is made if absent.
    rows
        How many responses, each about 400 bytes.
    seed
        The same seed gives the same bytes on any machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "consultation.yml").write_text(definition("large.yml"), encoding="utf-8", newline="\n")
    write_responses(folder / FILE, rows, seed)


def write_responses(path: Path, rows: int, seed: int = 2021) -> None:
    """Write the responses alone, one at a time: memory does not grow with their number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_HEADERS)
        writer.writerows(_responses(rows, seed))


def _responses(rows: int, seed: int) -> Iterator[tuple[str, ...]]:
    short, topics = _sentence_pools(seed)
    days = [f"{_FIRST + datetime.timedelta(days=day):%Y-%m-%d}" for day in range(_DAYS)]
    capacities = [name for name, _ in CAPACITIES.values()]
    regions = [*REGION_NAMES.values(), ""]
    rng = stream(seed, "large")
    for number in range(1, rows + 1):
        yield (
            f"R{number:07d}",
            pick(rng, days),
            "Online form",
            pick(rng, capacities),
            pick(rng, regions),
            *(pick(rng, short[question]) for question in ("q1", "q2", "q3")),
            _answer(pick(rng, topics), rng),
        )


def _answer(sentences: list[str], rng: Random) -> str:
    """Return three to five sentences on one topic."""
    return " ".join(pick(rng, sentences) for _ in range(whole(rng, 3, 5)))


def _sentence_pools(seed: int) -> tuple[dict[str, list[str]], list[list[str]]]:
    """Return sentences made once: by question, and for question 4 by topic. Their number is fixed."""
    draft, rng = Draft(seed), stream(seed, "large/pools")
    short = {
        question: [_short(draft, question, rng) for _ in range(_POOL)] for question in ("q1", "q2", "q3")
    }
    topics = [
        [topic_piece(draft, topic, pick(rng, _VOICES), rng).words for _ in range(_POOL)] for topic in TOPICS
    ]
    return short, topics


def _short(draft: Draft, question: str, rng: Random) -> str:
    if rng.random() < 0.1:
        return ""
    voice = VOICES[pick(rng, _VOICES)]
    tone = "formal" if voice.tone == "formal" else "everyday"
    return finish(draft.composer.say_one_of(f"{question} {tone}", rng), voice, rng)
