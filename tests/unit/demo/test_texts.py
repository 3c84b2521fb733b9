"""The texts: many ways of writing, no frame that recurs, question 4's common words, its topics."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
import tomotopy as tp
from scipy.optimize import linear_sum_assignment

from heard.demo.advice import TOPICS
from heard.demo.draft import Draft
from heard.demo.write import DEMO_SEED, draft_demo
from tests.unit.demo.frames_of_sentences import most_used, openings, runs, skeletons

# Plain stop words, as every list has them; no word of the subject is among them.
_STOP_LISTED = """
a about above after again against all also am an and any are as at be because been before being
below between both but by can cannot could did do does doing down during each few for from further
had has have having he her here hers him his how i if in into is it its itself let me more most my
no nor not of off on once only or other ought our ours out over own same she should so some such
than that the their theirs them then there these they this those through to too under until up us
very was we were what when where which while who whom why will with would you your yours one get
"""
_STOP = frozenset(_STOP_LISTED.split())
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_demo(DEMO_SEED)


@pytest.fixture(scope="module")
def question_4(draft: Draft) -> dict[str, list[str]]:
    texts = {
        text.place["respondent"]: text.words.lower()
        for key, text in sorted(draft.texts.items())
        if key.startswith("advice/") and key.endswith("/q4") and text.pieces
    }
    return {key: [word for word in _WORD.findall(words) if word not in _STOP] for key, words in texts.items()}


@pytest.mark.parametrize("patterns", [skeletons, openings, runs])
def test_no_sentence_frame_stands_in_over_one_in_a_hundred_texts(
    draft: Draft, patterns: Callable[[str], Iterator[str]]
) -> None:
    texts = [text.words for text in draft.texts.values() if text.pieces]
    assert len(texts) > 6000
    frame, share = most_used(texts, patterns)
    assert share < 0.01, frame


@pytest.mark.parametrize("collection", ["engagement", "evidence"])
def test_no_masked_sentence_recurs_within_a_strand(draft: Draft, collection: str) -> None:
    texts = [text.words for key, text in draft.texts.items() if key.startswith(collection) and text.pieces]
    frame, share = most_used(texts, skeletons)
    assert share < 0.01, frame


def test_the_measure_sees_a_frame_whose_topic_words_are_swapped() -> None:
    swapped = [
        f"We have been waiting for {what} since the spring." for what in ("help", "respite", "a school")
    ]
    assert most_used(swapped, openings)[1] == 1.0
    assert most_used(swapped[:2], skeletons)[1] == 1.0
    assert most_used([f"{who} has been waiting for a place since May" for who in "ab"], runs)[1] == 1.0


def test_texts_differ_in_length_case_and_care(draft: Draft) -> None:
    texts = [text.words for text in draft.texts.values() if text.pieces]
    lengths = pd.Series([len(text.split()) for text in texts])
    assert (lengths <= 5).sum() > 50
    assert lengths.max() > 200
    assert sum(text.islower() for text in texts) > 20
    assert sum(text.upper() == text and len(text) > 20 for text in texts) >= 5
    assert sum("recieve" in text or "definately" in text or "becuase" in text for text in texts) > 5


def test_the_five_most_common_words_of_question_4_are_those_published(
    question_4: dict[str, list[str]],
) -> None:
    counted = Counter(word for words in question_4.values() for word in words)
    five = counted.most_common(5)
    assert [word for word, _ in five] == ["support", "families", "services", "system", "workers"]
    assert min(number for _, number in five) > 300
    assert five[-1][1] > counted.most_common(6)[-1][1]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_eight_topics_can_be_recovered(draft: Draft, question_4: dict[str, list[str]], seed: int) -> None:
    """LDA by collapsed Gibbs sampling, k = 8 and alpha = 50 / k, its topics matched one to one."""
    model = tp.LDAModel(k=8, alpha=50 / 8, eta=0.1, seed=seed, min_cf=3)
    model.optim_interval = 0
    order = [key for key, words in question_4.items() if words]
    for key in order:
        model.add_doc(question_4[key])
    model.train(500, workers=1)
    found = np.array([model.get_topic_word_dist(topic) for topic in range(8)])
    planted = _planted(draft, list(model.used_vocabs))
    alike = planted @ found.T / np.outer(np.linalg.norm(planted, axis=1), np.linalg.norm(found, axis=1))
    rows, columns = linear_sum_assignment(-alike)
    assert alike[rows, columns].min() > 0.9
    assert alike[rows, columns].mean() > 0.95
    names = dict(zip(columns, np.array(list(TOPICS))[rows], strict=True))
    top = pd.Series([names[int(np.argmax(doc.get_topic_dist()))] for doc in model.docs], index=order)
    truth = pd.DataFrame(draft.truth["q4_mixtures.csv"]).set_index("respondent")
    clear = truth[truth[list(TOPICS)].astype(float).max(axis=1) >= 0.5]
    both = clear.index.intersection(top.index)
    assert len(both) > 700
    assert (top[both] == clear.loc[both, "main"]).mean() > 0.9


def _planted(draft: Draft, words: list[str]) -> np.ndarray:
    counts = pd.DataFrame(draft.truth["q4_topic_words.csv"]).pivot(
        index="topic", columns="word", values="count"
    )
    return counts.reindex(index=list(TOPICS), columns=words).fillna(0).to_numpy()
