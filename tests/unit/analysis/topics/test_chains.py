import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from heard.analysis.topics import FittedTopics, TopicSettings, fit_topics
from heard.analysis.topics.chains import (
    _whole,
    central_chain,
    combine_chains,
    convergence_of,
    shortened,
    sweeps_needed,
)
from heard.analysis.topics.matching import match_topics
from heard.analysis.words import Tokens


def chain(model: FittedTopics, words: list[list[float]], shares: list[list[float]]) -> FittedTopics:
    return dataclasses.replace(
        model, topic_word=np.array(words), document_topic=np.array([*shares, [np.nan, np.nan]])
    )


@pytest.fixture
def three(by_hand: FittedTopics) -> list[FittedTopics]:
    """The model by hand, the same with its topics swapped, and one whose second topic is another."""
    swapped = chain(by_hand, [[0.1, 0.8, 0.1], [0.5, 0.1, 0.4]], [[0.2, 0.8], [0.5, 0.5], [0.6, 0.4]])
    strange = chain(by_hand, [[0.3, 0.1, 0.6], [0.95, 0.0, 0.05]], [[0.9, 0.1], [0.7, 0.3], [0.2, 0.8]])
    return [by_hand, swapped, strange]


def test_the_consensus_is_the_mean_of_matched_topics(three: list[FittedTopics]) -> None:
    found = combine_chains(three)
    # First topic: (.3 .1 .6), (.5 .1 .4) and (.3 .1 .6). The third chain's second topic is another.
    assert found.reported.topic_word[0] == pytest.approx([1.1 / 3, 0.1, 1.6 / 3])
    assert found.reported.topic_word[1] == pytest.approx([0.1, 0.8, 0.1])
    # First text: .9, .8, .9 of the first topic; .1, .2 of the second; made to sum to one.
    assert found.reported.document_topic[0] == pytest.approx(np.array([2.6, 0.3]) / 2.9)
    assert np.isnan(found.reported.document_topic[3]).all()
    assert found.reported.topic_tokens.sum() == 8


def test_chains_come_back_in_the_order_of_what_is_reported(three: list[FittedTopics]) -> None:
    found = combine_chains(three)
    assert found.chains[1].topic_word[1].tolist() == [0.1, 0.8, 0.1]
    assert found.chains[1].topic_ids == found.reported.topic_ids
    assert found.cosines[:2].min() > 0.9
    assert found.cosines[2, 1] < 0.5


def test_the_central_chain_is_the_one_most_like_the_others(three: list[FittedTopics]) -> None:
    assert central_chain([three[2], three[0], three[1]]) == 1
    assert central_chain(three[:1]) == 0


def test_one_chain_is_reported_as_it_is(by_hand: FittedTopics) -> None:
    assert combine_chains([by_hand]).reported is by_hand


def test_the_best_chain_is_the_one_of_highest_likelihood(three: list[FittedTopics]) -> None:
    likely = dataclasses.replace(three[1], trace=np.array([[10.0, -9.0], [20.0, -8.0]]))
    found = combine_chains([three[0], likely, three[2]], best=True)
    assert found.reported is likely
    assert found.chains[0].topic_word[0].tolist() == [0.1, 0.8, 0.1]


def test_names_go_to_every_chain(three: list[FittedTopics]) -> None:
    found = combine_chains(three)
    named = found.named_as(dataclasses.replace(found.reported, topic_ids=("T4", "T7"), highest_id=7))
    assert {each.topic_ids for each in named.chains} == {("T4", "T7")}


def with_trace(model: FittedTopics, likelihoods: NDArray[np.float64]) -> FittedTopics:
    sweeps = np.arange(1, len(likelihoods) + 1) * 10.0
    return dataclasses.replace(
        model,
        settings=TopicSettings(k=2, burnin=100, iterations=len(likelihoods) * 10 - 100),
        trace=np.column_stack([sweeps, likelihoods]),
    )


def test_chains_that_mix_may_stop_early_and_chains_apart_may_not(by_hand: FittedTopics) -> None:
    draw = np.random.default_rng(3)
    climb = np.concatenate([np.linspace(-99, 0, 10), np.zeros(90)])
    mixed = [with_trace(by_hand, climb + draw.normal(size=100)) for _ in range(4)]
    needed = sweeps_needed(mixed)
    assert 300 < needed < 500
    assert convergence_of(mixed, needed).settled
    assert not convergence_of(mixed, needed - 10).settled
    apart = [with_trace(by_hand, climb + draw.normal(size=100) + 9 * place) for place in range(4)]
    assert sweeps_needed(apart) == 1000
    assert not convergence_of(apart).settled
    assert convergence_of(apart).sweeps == 1000


def test_a_shortened_chain_is_the_beginning_of_the_longer_one(
    planted: tuple[Tokens, NDArray[np.int64]],
) -> None:
    settings = TopicSettings(k=4, iterations=100, burnin=50)
    longer, shorter = (fit_topics(planted[0], each) for each in (settings, shortened(settings, 90)))
    assert shorter.settings.sweeps == 90
    assert longer.trace[:9].tolist() == shorter.trace.tolist()


def test_the_consensus_of_halves_is_steadier_than_single_chains(
    planted: tuple[Tokens, NDArray[np.int64]],
) -> None:
    # Too many topics and few sweeps, so that chains differ.
    models = [
        fit_topics(planted[0], each) for each in TopicSettings(k=6, iterations=40, burnin=20).chains(12)
    ]
    single = np.mean([match_topics(models[n], models[n + 6])[1].mean() for n in range(6)])
    halves = (combine_chains(models[:6]).reported, combine_chains(models[6:]).reported)
    assert match_topics(*halves)[1].mean() > single + 0.03


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9))
def test_whole_numbers_keep_the_sum_and_move_by_less_than_one(numbers: list[float]) -> None:
    whole = _whole(np.array(numbers))
    assert whole.sum() == np.rint(sum(numbers))
    assert np.abs(whole - numbers).max() < 1 + 1e-9
