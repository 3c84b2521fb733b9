"""What is found of texts labelled by hand and of what the demonstration plants; what is changed in vain."""

from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
import pytest

from heard.consultation import load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.release.redaction import KINDS, find_details
from tests.unit.release.redaction.labelled import HALVES, Labelled, clean_texts, labelled_texts

DEMO = Path(__file__).parents[4] / "data" / "demo"
LEAST = dict.fromkeys(KINDS, 0.98) | {"person": 0.90, "place": 0.90}
MOST_CLEAN_CHANGED = 0.06
_EVERY_SO_MANY = 10
KIND_OF_PLANTED = {
    "name": "person",
    "given": "person",
    "surname": "person",
    "town": "place",
    "nhs": "nhs_number",
    "reference": "case_number",
    "birthday": "birth",
}


def found_in(texts: list[str]) -> dict[int, list[tuple[int, int, str]]]:
    frame = pd.DataFrame({"text_id": [str(at) for at in range(len(texts))], "text": texts})
    found = defaultdict(list)
    for row in find_details(frame).itertuples():
        found[int(row.text_id)].append((row.start, row.end, row.kind))
    return found


def is_hidden(text: str, start: int, end: int, found: list[tuple[int, int, str]]) -> bool:
    """Whether not one letter or digit of a detail is left to read."""
    covered = {at for first, last, _ in found for at in range(first, last)}
    return all(at in covered for at in range(start, end) if text[at].isalnum())


def recall(labelled: list[Labelled]) -> dict[str, float]:
    found = found_in([each.text for each in labelled])
    all_of: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    for at, each in enumerate(labelled):
        for start, end, kind in each.details:
            all_of[kind] += 1
            hidden[kind] += is_hidden(each.text, start, end, found[at])
    return {kind: hidden[kind] / number for kind, number in all_of.items()}


@pytest.mark.parametrize("half", HALVES)
def test_details_of_every_kind_are_found_in_texts_labelled_by_hand(half: str) -> None:
    reached = recall(labelled_texts(half))
    assert set(reached) == set(KINDS)
    assert {kind: share for kind, share in reached.items() if share < LEAST[kind]} == {}


@pytest.mark.parametrize("half", HALVES)
def test_texts_without_details_stay_as_they_are(half: str) -> None:
    clean = clean_texts(half)
    assert len(clean) > 100
    assert len(found_in(clean)) <= MOST_CLEAN_CHANGED * len(clean)


@pytest.fixture(scope="module")
def frames() -> Frames:
    return read_consultation(DEMO, load_consultation(DEMO)).frames


def planted(frames: Frames) -> list[Labelled]:
    """The demonstration's planted details, a text each time."""
    truth = pd.read_csv(DEMO / "truth" / "personal_details.csv", dtype=str, keep_default_na=False)
    texts = {name: of["text"] for name, of in frames.texts.groupby("collection")}
    labelled = []
    for row in truth.itertuples():
        start, end = int(row.start), int(row.end)
        (text,) = [text for text in texts[row.collection] if text[start:end] == row.words]
        labelled.append(Labelled(text, ((start, end, KIND_OF_PLANTED.get(row.what, row.what)),)))
    return labelled


def test_what_the_demonstration_plants_is_found_and_the_rest_stays(frames: Frames) -> None:
    details = planted(frames)
    assert len(details) == 357
    reached = recall(details)
    assert {kind: share for kind, share in reached.items() if share < LEAST[kind]} == {}
    clean = sorted(set(frames.texts["text"]) - {each.text for each in details})[::_EVERY_SO_MANY]
    assert len(clean) > 500
    assert len(found_in(clean)) <= MOST_CLEAN_CHANGED * len(clean)
