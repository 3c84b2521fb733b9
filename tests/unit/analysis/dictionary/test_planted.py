"""Practice models in the demonstration: every planted mention is found where it stands, and no trap is."""

import pandas as pd
import pytest

from heard.analysis.dictionary import find_entries
from heard.consultation import load_consultation, load_dictionary
from heard.demo.write import DEMO_SEED, draft_demo
from heard.places import home

DEMO = home() / "data" / "demo"
Place = tuple[str, str, int, int]


@pytest.fixture(scope="module")
def planted() -> pd.DataFrame:
    mentions = pd.read_csv(DEMO / "truth" / "practice_mentions.csv", keep_default_na=False)
    return mentions.assign(text_id=mentions["respondent"] + "/" + mentions["question"])


@pytest.fixture(scope="module")
def found() -> set[Place]:
    """What is found in the texts as they stand in the files, from whose beginnings the truth counts."""
    places = [(*text.place.values(), text.words) for text in draft_demo(DEMO_SEED).texts.values()]
    texts = pd.DataFrame(places, columns=["collection", "respondent", "question", "text"])
    texts = texts[texts["collection"] == "evidence"]
    texts = texts.assign(text_id=texts["respondent"] + "/" + texts["question"])
    named = find_entries(texts, load_dictionary(DEMO, load_consultation(DEMO).practice_models))
    return set(named[["text_id", "code", "position", "end"]].itertuples(index=False, name=None))


def _places(mentions: pd.DataFrame) -> set[Place]:
    return set(mentions[["text_id", "what", "start", "end"]].itertuples(index=False, name=None))


def test_precision_and_recall_are_whole(planted: pd.DataFrame, found: set[Place]) -> None:
    meant = _places(planted[planted["counts"] == "yes"])
    assert len(meant) > 150
    right = len(meant & found)
    assert right / len(found) == 1  # precision
    assert right / len(meant) == 1  # recall


@pytest.mark.parametrize("kind", ["name", "alias"])
def test_names_and_aliases_are_found(planted: pd.DataFrame, found: set[Place], kind: str) -> None:
    meant = _places(planted[planted["kind"] == kind])
    assert meant
    assert meant <= found


@pytest.mark.parametrize("kind", ["inside a longer name", "near miss", "plain words"])
def test_no_trap_is_taken_for_a_mention(planted: pd.DataFrame, found: set[Place], kind: str) -> None:
    traps = _places(planted[planted["kind"] == kind])
    assert traps
    assert not traps & found
