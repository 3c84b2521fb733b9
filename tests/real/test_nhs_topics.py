"""Topics of the NHS comments against the 50 themes coded by hand, beside other models of the same tokens."""

import dataclasses

import numpy as np
import pytest
from sklearn.decomposition import LatentDirichletAllocation

from heard.analysis.preparation import prepare
from heard.analysis.topics import (
    FittedTopics,
    TopicSettings,
    combine_chains,
    fit_topics,
    topic_codes,
    topics_against_codes,
)
from heard.analysis.topics.factorisation import word_counts
from heard.analysis.words import Tokens
from heard.consultation import load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from tests.real.test_nhs_fft import DATA, FILE, HERE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FILE.is_file(),
        reason="the real data are not here: set HEARD_REAL_DATA to the folder that holds nhs_fft/",
    ),
]
_K = 20
_SETTINGS = TopicSettings(k=_K, iterations=200, burnin=150, thin=50)


@pytest.fixture(scope="module")
def frames() -> Frames:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEARD_REAL_DATA", str(DATA))
        return read_consultation(HERE, load_consultation(HERE)).frames


@pytest.fixture(scope="module")
def tokens(frames: Frames) -> Tokens:
    return prepare(frames.texts).tokens


@pytest.fixture(scope="module")
def models(tokens: Tokens) -> list[FittedTopics]:
    return [fit_topics(tokens, each) for each in _SETTINGS.chains(5)]


def of_scikit_learn(tokens: Tokens, like: FittedTopics, seed: int) -> FittedTopics:
    model = LatentDirichletAllocation(_K, max_iter=20, learning_method="batch", random_state=seed)
    shares = model.fit_transform(word_counts(tokens))
    shares[tokens.lengths == 0] = np.nan
    words = model.components_ / model.components_.sum(axis=1, keepdims=True)
    return dataclasses.replace(like, topic_word=words, document_topic=shares)


def test_topics_agree_with_hand_codes_no_worse_than_those_of_other_models(
    frames: Frames, tokens: Tokens, models: list[FittedTopics]
) -> None:
    ours = topics_against_codes(combine_chains(models).reported, frames)
    others = {
        "latent Dirichlet allocation": [of_scikit_learn(tokens, models[0], seed) for seed in range(3)],
        "factorisation": [
            fit_topics(tokens, TopicSettings(k=_K, method="nmf", seed=seed)) for seed in range(3)
        ],
    }
    for name, fitted in others.items():
        theirs = [topics_against_codes(each, frames) for each in fitted]
        assert ours >= np.mean(theirs) - np.std(theirs, ddof=1), name


def test_the_table_of_topics_by_code_says_what_topics_are_about(
    frames: Frames, models: list[FittedTopics]
) -> None:
    table = topic_codes(combine_chains(models).reported, frames, codes=1).frame
    assert table["topic"].nunique() >= _K - 2
    # For most topics the code that tells most is at least twice as frequent in it as elsewhere.
    assert (table["times"] >= 2).mean() > 0.6
    assert table["code"].nunique() >= 8
