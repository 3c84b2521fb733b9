from pathlib import Path

import pandas as pd
import pytest

from heard.analysis.voices import ONE_VOICE, OWN_VOICES
from heard.consultation import load_consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.intake import read_consultation
from heard.store import Store, decide, decided, decision_history, open_store
from heard.widgets import families as module
from heard.widgets.families import FamiliesModel, families_view, judge_families

ANN = Actor("ann", "login")
NAMES = {"fa": "Call for advice: q1, family 1", "fb": "Call for advice: q4, family 1"}


@pytest.fixture
def store(small_consultation: Path) -> Store:
    return open_store(small_consultation, load_consultation(small_consultation))


@pytest.fixture
def frames(small_consultation: Path) -> Frames:
    return read_consultation(small_consultation, load_consultation(small_consultation)).frames


@pytest.fixture
def families(frames: Frames) -> pd.DataFrame:
    """The small consultation's texts in two families, of one and of all others."""
    text_ids = sorted(frames.texts["text_id"])
    return pd.DataFrame(
        {
            "text_id": text_ids,
            "family": ["fa"] + ["fb"] * (len(text_ids) - 1),
            "likeness": 1.0,
            "stands_for_it": [True, True] + [False] * (len(text_ids) - 2),
        }
    )


def test_the_largest_family_comes_first_and_what_is_judged_is_counted(
    store: Store, families: pd.DataFrame
) -> None:
    model = FamiliesModel(store, ANN, families, NAMES)
    assert list(model.sizes) == ["fb", "fa"]
    assert model.said == "0 of 2 families looked at."
    assert model.decision_of("fb").keep(OWN_VOICES, "Each wrote it alone")
    assert model.judged == {"fb": OWN_VOICES}
    assert model.said == "1 of 2 families looked at."
    assert model.next_after("fb") == model.next_after("fa") == "fa"


def test_a_family_that_has_grown_keeps_its_decision_and_its_history(
    store: Store, families: pd.DataFrame
) -> None:
    last = families["text_id"].iloc[-1]
    decide(store, ANN, f"voices/{last}", OWN_VOICES, "They met and each wrote")
    model = FamiliesModel(store, ANN, families, NAMES)
    assert model.judged == {"fb": OWN_VOICES}
    assert model.decision_of("fb").keep(ONE_VOICE, "The new ones show a letter")
    assert model.judged == {"fb": ONE_VOICE}
    assert decision_history(store)["subject"].unique().tolist() == [f"voices/{last}"]


def test_of_two_families_that_became_one_the_newer_decision_stands_and_is_the_one_changed(
    store: Store, families: pd.DataFrame
) -> None:
    older, newer = families["text_id"].iloc[-1], families["text_id"].iloc[1]
    decide(store, ANN, f"voices/{older}", OWN_VOICES, "They met and each wrote")
    decide(store, ANN, f"voices/{newer}", ONE_VOICE, "A letter")
    model = FamiliesModel(store, ANN, families, NAMES)
    assert model.judged == {"fb": ONE_VOICE}
    assert model.decision_of("fb").keep(OWN_VOICES, "Not a letter after all")
    assert model.judged == {"fb": OWN_VOICES}
    assert decision_history(store)["subject"].tolist().count(f"voices/{newer}") == 2
    assert decided(store, f"voices/{newer}") == OWN_VOICES
    assert decided(store, f"voices/{older}") == OWN_VOICES


def test_texts_are_shown_and_judged_one_family_after_another(
    store: Store, frames: Frames, families: pd.DataFrame
) -> None:
    model = FamiliesModel(store, ANN, families, NAMES)
    view = families_view(model, frames, families)
    (chosen, following, said), texts, place = view.children[0].children, view.children[1], view.children[2]
    assert families["text_id"].iloc[1] in texts.value
    first = place.children[0]
    first.children[0].value, first.children[1].value = OWN_VOICES, "Each wrote it alone"
    first.children[2].children[0].click()
    assert decided(store, f"voices/{families['text_id'].iloc[1]}") == OWN_VOICES
    assert said.value == "1 of 2 families looked at."
    assert chosen.value == "fb"
    assert chosen.options[0][0].startswith("Call for advice: q4, family 1: ")
    assert chosen.options[0][0].endswith(" texts, voices of their own")
    following.click()
    assert chosen.value == "fa"
    assert families["text_id"].iloc[0] in texts.value
    assert place.children[0] is not first


def test_in_a_batch_nothing_is_shown(
    store: Store,
    frames: Frames,
    families: pd.DataFrame,
    small_consultation: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    consultation = load_consultation(small_consultation)
    shown: list[object] = []
    monkeypatch.setattr(module, "display", shown.append)
    monkeypatch.setattr(module, "unattended", lambda: True)
    judge_families(lambda: store, ANN, frames, consultation, families)
    assert not shown
    monkeypatch.setattr(module, "unattended", lambda: False)
    judge_families(lambda: store, ANN, frames, consultation, families.iloc[:0])
    assert not shown
    judge_families(lambda: store, ANN, frames, consultation, families)
    assert len(shown) == 1
