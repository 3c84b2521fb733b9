from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from heard.analysis.topics import TopicSettings
from heard.analysis.words import Tokens, tokenise
from heard.cache import topics as cache
from heard.cache.topics import fit_kept
from heard.places import WORK_VARIABLE

FOLDER = Path("data/small")
SETTINGS = TopicSettings(k=2, alpha=0.1, iterations=60)


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORK_VARIABLE, str(tmp_path))


def tokens(*, more: int = 0) -> Tokens:
    """Two vocabularies that never meet: two topics that any fit must find."""
    texts = ["river lake water boat", "bread flour oven salt"] * 20 + ["bread flour oven salt"] * more
    return tokenise(pd.DataFrame({"text_id": [f"t{i:03d}" for i in range(len(texts))], "text": texts}))


def words_of(fitted: object, topic: str) -> set[str]:
    place = fitted.topic_ids.index(topic)  # type: ignore[attr-defined]
    top = np.argsort(-fitted.topic_word[place])[:4]  # type: ignore[attr-defined]
    return set(fitted.vocabulary[top])  # type: ignore[attr-defined]


def test_a_model_is_fitted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = fit_kept(FOLDER, "advice.q1", tokens(), SETTINGS)

    def refuse(*_: object) -> None:
        raise AssertionError("fitted again")

    monkeypatch.setattr(cache, "fit_topics", refuse)
    again = fit_kept(FOLDER, "advice.q1", tokens(), SETTINGS)
    np.testing.assert_array_equal(again.topic_word, first.topic_word)
    assert again.topic_ids == first.topic_ids


def test_a_topic_keeps_its_name_when_more_answers_change_the_order() -> None:
    first = fit_kept(FOLDER, "advice.q1", tokens(), SETTINGS)
    bread = next(topic for topic in first.topic_ids if "bread" in words_of(first, topic))
    for more in (40, 60):
        later = fit_kept(FOLDER, "advice.q1", tokens(more=more), SETTINGS)
        assert words_of(later, bread) == {"bread", "flour", "oven", "salt"}
        assert set(later.topic_ids) == {"T1", "T2"}


def test_topics_of_another_question_have_names_of_their_own() -> None:
    fit_kept(FOLDER, "advice.q1", tokens(), SETTINGS)
    other = fit_kept(FOLDER, "advice.q2", tokens(more=40), SETTINGS)
    assert other.topic_ids == ("T1", "T2")
    assert words_of(other, "T1") == {"bread", "flour", "oven", "salt"}
