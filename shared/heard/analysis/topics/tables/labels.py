"""How a topic is called in tables, and what the tables of topics say alike."""

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.fitted import FittedTopics

NO_TOPIC = "No topic: no word left"
NO_THEME = (
    "A topic is a pattern of words that a model found; it is no theme until people have read its texts."
)
OTHER_SEEDS = "Another seed finds somewhat different topics: read it beside its stability."


def topic_labels(fitted: FittedTopics, words: int = 3) -> list[str]:
    """Return a label for each topic: its id and most probable words ("T1: support, families, services")."""
    return [
        f"{topic}: {', '.join(fitted.vocabulary[top_places(fitted.topic_word[place], words)])}"
        for place, topic in enumerate(fitted.topic_ids)
    ]


def top_places(values: NDArray[np.float64], number: int) -> NDArray[np.intp]:
    """Return where the highest values stand, the highest first; equals in the order in which they stand.

    Over a vocabulary that is the order of the alphabet.
    """
    return np.argsort(-values, kind="stable")[:number]


def universe_of(fitted: FittedTopics) -> str:
    """Return what a model was fitted to, in words."""
    words = int(fitted.text_tokens.sum())
    return f"{len(fitted.text_ids):,} texts, {words:,} words kept; k = {fitted.settings.k}"
