import dataclasses
import hashlib
import math
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from heard.analysis.topics import FittedTopics, TopicSettings, fit_topics, model_key
from heard.analysis.words import Tokens, tokenise
from heard.errors import HeardError

_SHORT = TopicSettings(k=4, iterations=150, seed=3)


def _digest(fitted: FittedTopics) -> str:
    hashed = hashlib.sha256()
    for name, array in sorted(fitted.to_arrays().items()):
        hashed.update(name.encode() + np.ascontiguousarray(array).tobytes())
    return hashed.hexdigest()


def test_planted_topics_are_found(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    tokens, main = planted
    fitted = fit_topics(tokens, _SHORT)
    found = fitted.document_topic.argmax(axis=1)
    table = pd.crosstab(main, found)
    # Each planted topic is one found topic, and nearly every text has its own.
    assert sorted(table.to_numpy().argmax(axis=1)) == [0, 1, 2, 3]
    assert table.to_numpy().max(axis=1).sum() >= 0.95 * len(main)
    for topic in range(4):
        top = fitted.vocabulary[np.argsort(-fitted.topic_word[topic])[:12]]
        assert len({word[:6] for word in top}) == 1


def test_shares_and_probabilities_add_up(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    fitted = fit_topics(planted[0], _SHORT)
    assert fitted.topic_word.sum(axis=1) == pytest.approx(np.ones(4))
    assert fitted.document_topic.sum(axis=1) == pytest.approx(np.ones(160))
    assert fitted.topic_tokens.sum() == len(planted[0].words)
    assert sorted(fitted.topic_tokens, reverse=True) == fitted.topic_tokens.tolist()


def test_shares_are_counts_smoothed_by_the_prior(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    fitted = fit_topics(planted[0], dataclasses.replace(_SHORT, alpha=None, optim_interval=0, thin=500))
    # (n + alpha) / (40 + k alpha) with alpha = 50/4: taking the smoothing off leaves whole numbers.
    counts = fitted.document_topic * (40 + 50) - 12.5
    assert counts == pytest.approx(np.round(counts), abs=1e-9)
    assert counts.sum(axis=0) == pytest.approx(fitted.topic_tokens)


_AGAIN = """
from heard.analysis.topics import TopicSettings, fit_topics
from heard.analysis.words import tokenise
import hashlib, numpy as np, pandas as pd, sys
texts = pd.read_parquet(sys.argv[1])
interval = int(sys.argv[2])
fitted = fit_topics(tokenise(texts), TopicSettings(k=4, iterations=150, seed=3, optim_interval=interval))
hashed = hashlib.sha256()
for name, array in sorted(fitted.to_arrays().items()):
    hashed.update(name.encode() + np.ascontiguousarray(array).tobytes())
print(hashed.hexdigest())
"""


@pytest.mark.parametrize(("optim_interval", "instructions"), [(0, "sse2"), (10, "avx2")])
def test_the_same_seed_gives_the_same_model_to_the_bit_in_another_process(
    tmp_path: os.PathLike[str],
    planted: tuple[Tokens, NDArray[np.int64]],
    optim_interval: int,
    instructions: str,
) -> None:
    tokens = planted[0]
    places = zip(tokens.starts[:-1], tokens.starts[1:], strict=True)
    written = [" ".join(tokens.vocabulary[tokens.words[first:last]]) for first, last in places]
    texts = pd.DataFrame({"text_id": tokens.text_ids.astype(str), "text": written})
    path = os.path.join(tmp_path, "texts.parquet")  # noqa: PTH118
    # In another order, with another hash seed and another instruction set. (Where alpha is fitted, SSE2 alone
    # differs from the others in alpha's last bit.)
    texts.iloc[::-1].to_parquet(path)
    environment = os.environ | {"PYTHONHASHSEED": "7", "TOMOTOPY_ISA": instructions}
    other = subprocess.run(
        [sys.executable, "-c", _AGAIN, path, str(optim_interval)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    here = fit_topics(tokens, dataclasses.replace(_SHORT, optim_interval=optim_interval))
    assert other.stdout.strip() == _digest(here)


def test_another_seed_gives_another_model(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    one = fit_topics(planted[0], _SHORT)
    other = fit_topics(planted[0], dataclasses.replace(_SHORT, seed=4))
    assert not np.array_equal(one.topic_word, other.topic_word)


def test_the_trace_says_every_so_many_sweeps_and_the_last(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    fitted = fit_topics(planted[0], TopicSettings(k=4, iterations=35, burnin=10, thin=20))
    assert fitted.trace[:, 0].tolist() == [10, 20, 30, 40, 45]
    assert fitted.draws.shape == (2, 160, 4)  # after sweeps 30 and 45
    assert fitted.draws[-1].sum(axis=0).tolist() == fitted.topic_tokens.tolist()
    mean = (fitted.shares_drawn(0) + fitted.shares_drawn(1)) / 2
    assert fitted.document_topic == pytest.approx(mean)


def test_the_trace_is_the_likelihood_of_the_words_given_their_topics() -> None:
    # Words that never meet: every word of a text is in one topic, so the counts are known.
    texts = pd.DataFrame({"text_id": list("abcdef"), "text": ["river lake", "bread salt"] * 3})
    fitted = fit_topics(tokenise(texts), TopicSettings(k=2, alpha=0.01, iterations=100, optim_interval=0))
    assert fitted.topic_word[0].round(1).tolist() in ([0.5, 0, 0, 0.5], [0, 0.5, 0.5, 0])
    # Griffiths and Steyvers (2004), equation 2: delta 0.1, four words, two of them three times in each topic.
    of_topic = (
        math.lgamma(0.4) - 4 * math.lgamma(0.1)
        + 2 * math.lgamma(3.1) + 2 * math.lgamma(0.1) - math.lgamma(6.4)
    )  # fmt: skip
    assert fitted.trace[-1, 1] == pytest.approx(2 * of_topic)


def test_alpha_stays_as_given_unless_it_is_to_be_fitted(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    given = fit_topics(planted[0], dataclasses.replace(_SHORT, alpha=0.1, optim_interval=0, thin=500))
    fitted = fit_topics(planted[0], dataclasses.replace(_SHORT, alpha=0.1, optim_interval=10))
    counts = given.document_topic * (40 + 0.4) - 0.1
    assert counts == pytest.approx(np.round(counts), abs=1e-9)
    assert not np.array_equal(given.document_topic, fitted.document_topic)
    assert fitted.document_topic.sum(axis=1) == pytest.approx(np.ones(160))


def test_a_key_changes_with_every_setting_and_with_the_tokens(
    planted: tuple[Tokens, NDArray[np.int64]],
) -> None:
    tokens = planted[0]
    changes = {
        "k": 5, "alpha": None, "delta": 0.2, "iterations": 151, "burnin": 1, "seed": 4,
        "optim_interval": 20, "thin": 50, "method": "nmf",
    }  # fmt: skip
    assert set(changes) == {field.name for field in dataclasses.fields(TopicSettings)}
    keys = {
        model_key(tokens, dataclasses.replace(_SHORT, **{name: value}))  # type: ignore[arg-type]
        for name, value in changes.items()
    }
    keys.add(model_key(tokens, _SHORT))
    keys.add(model_key(tokens, _SHORT, [["a"]] * 160))
    keys.add(model_key(tokens.without({tokens.vocabulary[0]}), _SHORT))
    assert len(keys) == len(changes) + 3
    assert model_key(tokens, _SHORT) == model_key(tokens, TopicSettings(k=4, iterations=150, seed=3))


def test_texts_without_a_word_left_have_no_share() -> None:
    texts = pd.DataFrame(
        {"text_id": ["a", "b", "c"], "text": ["support family support", "123", "school teacher school"]}
    )
    fitted = fit_topics(tokenise(texts), TopicSettings(k=2, iterations=20))
    assert np.isnan(fitted.document_topic).all(axis=1).tolist() == [False, True, False]
    assert fitted.text_tokens.tolist() == [3, 0, 3]


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        ([], "no text has a word left"),
        (["123", "😀"], "no text has a word left"),
        (["support family school"], "8 topics are asked of 1 texts"),
        (["support"] * 20, "with 1 different words"),
    ],
)
def test_too_little_to_fit_is_said(texts: list[str], what: str) -> None:
    frame = pd.DataFrame({"text_id": [f"t{n}" for n in range(len(texts))], "text": texts}, dtype="str")
    with pytest.raises(HeardError, match=what):
        fit_topics(tokenise(frame), TopicSettings())


def test_one_very_long_text_and_mixed_scripts_are_fitted() -> None:
    texts = pd.DataFrame(
        {"text_id": ["a", "b", "c"], "text": ["support family " * 50_000, "поддержка семьи", "支援 家庭 😀"]}
    )
    fitted = fit_topics(tokenise(texts), TopicSettings(k=2, iterations=5))
    assert fitted.topic_tokens.sum() == 100_004


@pytest.mark.parametrize(
    "wrong", [{"k": 1}, {"iterations": 0}, {"delta": 0.0}, {"alpha": -1.0}, {"burnin": -1}]
)
def test_settings_without_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(HeardError, match="settings of the topic model"):
        TopicSettings(**wrong)  # type: ignore[arg-type]


def test_a_preset_is_a_starting_point() -> None:
    review = TopicSettings.preset("review", k=5)
    assert (review.iterations, review.burnin, review.optim_interval, review.prior) == (2000, 0, 0, 10)
    assert TopicSettings.preset("fitted", k=5) == TopicSettings(k=5)
    with pytest.raises(HeardError, match="no preset is named best"):
        TopicSettings.preset("best")  # type: ignore[arg-type]


def test_chains_of_two_seeds_share_no_seed() -> None:
    seeds = [{chain.seed for chain in TopicSettings(seed=seed).chains(1000)} for seed in (1, 2)]
    assert len(seeds[0]) == 1000
    assert not seeds[0] & seeds[1]
    with pytest.raises(HeardError, match="nstart"):
        TopicSettings().chains(0)


def test_groups_shift_the_topics_of_their_texts(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    tokens, main = planted
    # Texts of the first planted topic are all of one group, the others of two.
    groups = [["first"] if topic == 0 else ["second", "third"] for topic in main]
    fitted = fit_topics(tokens, dataclasses.replace(_SHORT, method="dmr"), groups)
    assert fitted.groups.tolist() == ["first", "second", "third"]
    topic = int(
        np.argmax([word.startswith("topica") for word in fitted.vocabulary[fitted.topic_word.argmax(axis=1)]])
    )
    of_first, of_second, _ = fitted.group_topic[:, topic]
    assert of_first > 0.6
    assert of_second < 0.2
    assert fitted.group_topic.sum(axis=1) == pytest.approx(np.ones(3))
    again = fit_topics(tokens, dataclasses.replace(_SHORT, method="dmr"), groups)
    assert _digest(again) == _digest(fitted)


def test_a_text_of_no_group_has_a_prior_too(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    groups = [["first"] if text % 2 else [] for text in range(160)]
    fitted = fit_topics(planted[0], TopicSettings(k=4, method="dmr", iterations=20, burnin=10), groups)
    assert fitted.groups.tolist() == ["first"]
    assert not np.isnan(fitted.document_topic).any()


@pytest.mark.parametrize(("method", "groups"), [("dmr", []), ("dmr", [[]] * 160), ("lda", [["first"]] * 160)])
def test_groups_are_for_the_regression_alone(
    planted: tuple[Tokens, NDArray[np.int64]], method: str, groups: list[list[str]]
) -> None:
    with pytest.raises(HeardError, match=f"method {method} needs the groups"):
        fit_topics(planted[0], TopicSettings(k=4, method=method), groups)  # type: ignore[arg-type]


def test_factorisation_finds_the_planted_topics_too(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    tokens, main = planted
    fitted = fit_topics(tokens, TopicSettings(k=4, method="nmf"))
    table = pd.crosstab(main, fitted.document_topic.argmax(axis=1)).to_numpy()
    assert table.max(axis=1).sum() >= 0.95 * len(main)
    assert fitted.topic_word.sum(axis=1) == pytest.approx(np.ones(4))
    assert fitted.document_topic.sum(axis=1) == pytest.approx(np.ones(160))
    assert fitted.topic_tokens.sum() == len(tokens.words)
    assert _digest(fit_topics(tokens, TopicSettings(k=4, method="nmf"))) == _digest(fitted)
