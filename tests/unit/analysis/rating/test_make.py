from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from heard.analysis.rating import Amounts, RatingRound, make_round
from heard.errors import HeardError


@dataclass(frozen=True)
class Model:
    key: str
    topic_ids: tuple[str, ...]
    vocabulary: NDArray[np.object_]
    topic_word: NDArray[np.float64]
    text_ids: NDArray[np.object_]
    document_topic: NDArray[np.float64]


def model(k: int = 5, words: int = 150, texts: int = 60) -> Model:
    """Topic t has its own thirty words; text n is mostly of topic n mod k; the last text is empty."""
    random = np.random.default_rng(1)
    own = np.arange(words)[None, :] // (words // k) == np.arange(k)[:, None]
    topic_word = np.where(own, 1.0, 0.001) * random.uniform(0.5, 1.0, (k, words))
    shares = np.where(np.arange(texts)[:, None] % k == np.arange(k), 5.0, 0.2) * random.uniform(
        0.5, 1, (texts, k)
    )
    shares /= shares.sum(axis=1, keepdims=True)
    shares[-1] = np.nan
    return Model(
        "key",
        tuple(f"T{n + 1}" for n in range(k)),
        np.array([f"word{n:03}" for n in range(words)], dtype=object),
        topic_word / topic_word.sum(axis=1, keepdims=True),
        np.array([f"t-{n:02}" for n in range(texts)], dtype=object),
        shares,
    )


def texts_of(fitted: Model) -> pd.DataFrame:
    return pd.DataFrame(
        {"text_id": fitted.text_ids, "text": [f"Words of {each}." for each in fitted.text_ids]}
    )


def made(fitted: Model, seed: int = 1, amounts: Amounts | None = None) -> RatingRound:
    return make_round("First", "advice.q4", fitted, texts_of(fitted), seed, synthetic=True, amounts=amounts)


def items(rating_round: RatingRound, kind: str) -> dict[str, list]:
    found: dict[str, list] = {}
    for item in rating_round.items:
        if item.kind == kind:
            found.setdefault(item.topic_id, []).append(item)
    return found


def test_a_topic_is_shown_by_its_first_words_and_its_most_typical_texts() -> None:
    fitted = model()
    shown = made(fitted).topics[2]
    order = np.argsort(-fitted.topic_word[2])[:10]
    assert shown.words == tuple(fitted.vocabulary[order])
    assert shown.probabilities == tuple(fitted.topic_word[2, order])
    best = np.argsort(-np.nan_to_num(fitted.document_topic[:, 2]))[:3]
    assert [text.text_id for text in shown.texts] == fitted.text_ids[best].tolist()
    assert shown.texts[0].text == f"Words of {shown.texts[0].text_id}."


def test_an_intruding_word_is_rare_in_the_topic_and_frequent_in_another() -> None:
    fitted = model()
    first = {topic.topic_id: topic.words for topic in made(fitted).topics}
    for topic, (item,) in items(made(fitted), "word_intrusion").items():
        place = fitted.topic_ids.index(topic)
        ranked = fitted.vocabulary[np.argsort(-fitted.topic_word[place])].tolist()
        assert set(item.options) - {item.answer} == set(ranked[:5])
        assert ranked.index(item.answer) >= 0.6 * len(ranked)
        assert any(item.answer in words for other, words in first.items() if other != topic)


def test_three_sets_of_a_topic_and_one_of_another_share_no_word() -> None:
    fitted = model()
    for topic, (item,) in items(made(fitted), "word_set_intrusion").items():
        place = fitted.topic_ids.index(topic)
        first = set(fitted.vocabulary[np.argsort(-fitted.topic_word[place])[:20]])
        sets = [option.split(", ") for option in item.options]
        assert [len(each) for each in sets] == [4, 4, 4, 4]
        assert len({word for each in sets for word in each}) == 16
        assert all(set(each) <= first for each in sets if ", ".join(each) != item.answer)
        assert not first & set(item.answer.split(", "))


def test_an_intruding_topic_is_none_of_the_first_three_of_the_text() -> None:
    fitted = model()
    for topic, both in items(made(fitted), "topic_intrusion").items():
        assert len(both) == 2
        for item in both:
            shares = dict(zip(item.options, item.shares, strict=True))
            row = fitted.document_topic[fitted.text_ids.tolist().index(item.text.text_id)]
            assert sorted(item.shares[:3], reverse=True) == sorted(row.tolist(), reverse=True)[:3]
            assert shares[item.answer] < min(item.shares[:3])
            assert fitted.topic_ids[int(row.argmax())] == topic


def test_texts_read_again_are_of_the_topic_and_drawn_at_random() -> None:
    fitted = model()
    again = items(made(fitted, amounts=Amounts(recheck=6)), "recheck")
    for topic, each in again.items():
        rows = [fitted.text_ids.tolist().index(item.text.text_id) for item in each]
        assert len(set(rows)) == 6
        assert all(fitted.topic_ids[int(fitted.document_topic[row].argmax())] == topic for row in rows)
    other = items(made(fitted, seed=2, amounts=Amounts(recheck=6)), "recheck")
    assert {item.text.text_id for item in other["T1"]} != {item.text.text_id for item in again["T1"]}


def test_the_same_seed_gives_the_same_round() -> None:
    assert made(model()) == made(model())
    assert made(model(), seed=2).round_id != made(model()).round_id


@pytest.mark.parametrize("fitted", [model(1, 30, 10), model(2, 4, 6), model(2, 2, 2)])
def test_what_a_small_model_cannot_give_is_left_out(fitted: Model) -> None:
    rating_round = made(fitted)
    assert len(rating_round.topics) == len(fitted.topic_ids)
    assert all(item.answer in item.options for item in rating_round.items if item.kind != "recheck")


def test_ids_of_items_tell_nothing_and_are_all_different() -> None:
    ids = [item.item_id for item in made(model()).items]
    assert len(set(ids)) == len(ids)
    assert not any("T" in each for each in ids)


def test_a_text_that_is_gone_is_a_message() -> None:
    fitted = model()
    with pytest.raises(HeardError, match="1 texts of the model"):
        make_round("First", "of", fitted, texts_of(fitted).iloc[1:], 1, synthetic=True)
