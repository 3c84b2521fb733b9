import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from heard.analysis.topics import FittedTopics, TopicSettings, fit_topics
from heard.analysis.words import Tokens, tokenise
from heard.cache import models, topics
from heard.cache.topics import fit_all_kept, fit_chains_kept, fit_kept
from heard.errors import HeardError
from heard.places import WORK_VARIABLE

FOLDER = Path("data/small")
SETTINGS = TopicSettings(k=2, alpha=0.1, iterations=60, burnin=20)


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

    monkeypatch.setattr(models, "fit_topics", refuse)
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


def several(*seeds: int) -> list[TopicSettings]:
    return [dataclasses.replace(SETTINGS, seed=seed) for seed in seeds]


def test_many_models_come_in_the_order_asked_and_are_those_of_one_at_a_time() -> None:
    told: list[tuple[int, int]] = []
    found = fit_all_kept(FOLDER, tokens(), several(3, 1, 2), tell=lambda *each: told.append(each))
    assert [each.settings.seed for each in found] == [3, 1, 2]
    assert found[0].trace.tolist() == fit_topics(tokens(), several(3)[0]).trace.tolist()
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_what_was_stopped_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit_all_kept(FOLDER, tokens(), several(1, 2, 3), tell=stop)
    fitted: list[int] = []

    def count(of: Tokens, settings: TopicSettings, _: object) -> FittedTopics:
        fitted.append(settings.seed)
        return fit_topics(of, settings)

    monkeypatch.setattr(models, "fit_topics", count)
    fit_all_kept(FOLDER, tokens(), several(1, 2, 3))
    assert fitted == [3]


def test_a_cluster_by_its_address_gives_the_same_models(cluster: str) -> None:
    there = fit_all_kept(FOLDER, tokens(), several(1, 2, 3), scheduler=cluster)
    for one, settings in zip(there, several(1, 2, 3), strict=True):
        here = fit_topics(tokens(), settings)
        assert one.key == here.key
        np.testing.assert_array_equal(one.topic_word, here.topic_word)
        np.testing.assert_array_equal(one.draws, here.draws)


def test_processes_of_this_machine_give_the_same_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_WORTH_PROCESSES", 0)
    there = fit_all_kept(FOLDER, tokens(), several(1, 2))
    for one, settings in zip(there, several(1, 2), strict=True):
        np.testing.assert_array_equal(one.topic_word, fit_topics(tokens(), settings).topic_word)


def test_too_little_to_fit_is_said_by_a_process_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_WORTH_PROCESSES", 0)
    with pytest.raises(HeardError, match="200 topics are asked of 40 texts"):
        fit_all_kept(FOLDER, tokens(), [dataclasses.replace(SETTINGS, k=200, seed=seed) for seed in (1, 2)])


def test_chains_settle_and_the_others_stop_where_the_pilots_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "sweeps_needed", lambda _: 50)
    told: list[tuple[int, int]] = []
    found, near = fit_chains_kept(
        FOLDER,
        "advice.q1",
        tokens(),
        SETTINGS,
        nstart=6,
        around=7,
        nstart_around=2,
        tell=lambda *each: told.append(each),
    )
    assert [each.settings.sweeps for each in found.chains] == [SETTINGS.sweeps] * 4 + [50] * 2
    # There are eight words, so there is no model of nine topics.
    assert told[0] == (0, 18)
    assert told[-1] == (18, 18)
    assert {k: [each.settings.sweeps for each in there] for k, there in near.items()} == {
        k: [50, 50] for k in range(3, 9)
    }
    assert found.reported.topic_ids == ("T1", "T2")
    assert found.cosines.min() > 0.99


def test_what_is_reported_of_chains_keeps_its_names() -> None:
    first = fit_chains_kept(FOLDER, "advice.q1", tokens(), SETTINGS, nstart=2)[0].reported
    bread = next(topic for topic in first.topic_ids if "bread" in words_of(first, topic))
    later, _ = fit_chains_kept(FOLDER, "advice.q1", tokens(more=40), SETTINGS, nstart=2)
    assert words_of(later.reported, bread) == {"bread", "flour", "oven", "salt"}
    assert {each.topic_ids for each in later.chains} == {later.reported.topic_ids}


def test_factorisations_are_brought_together_too() -> None:
    settings = TopicSettings(k=2, method="nmf")
    found, _ = fit_chains_kept(FOLDER, "advice.q1", tokens(), settings, nstart=5)
    assert len(found.chains) == 5
    assert found.cosines.min() > 0.99
