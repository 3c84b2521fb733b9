"""Topics of a round matched to those of the model at hand, because ids may have moved on."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.rating.round import RatingRound
from heard.analysis.topics.matching import SAME_TOPIC, TopicWords, match_topics


@dataclass(frozen=True)
class _ShownWords:
    vocabulary: NDArray[np.object_]
    topic_word: NDArray[np.float64]


def match_round(rating_round: RatingRound, topic_ids: tuple[str, ...], model: TopicWords) -> pd.DataFrame:
    """Return which topic of the model each topic of a round is: round_topic, topic_id, cosine.

    Matched by the words that were shown, their probabilities and the Hungarian algorithm; a match below
    ``SAME_TOPIC`` is none and left out.
    """
    places, cosines = match_topics(_shown_words(rating_round), model)
    rows = [
        (topic.topic_id, topic_ids[place], cosine)
        for topic, place, cosine in zip(rating_round.topics, places.tolist(), cosines.tolist(), strict=True)
        if place >= 0 and cosine >= SAME_TOPIC
    ]
    return pd.DataFrame(rows, columns=["round_topic", "topic_id", "cosine"]).astype(
        {"round_topic": "str", "topic_id": "str", "cosine": "float64"}
    )


def _shown_words(rating_round: RatingRound) -> _ShownWords:
    words = sorted({word for topic in rating_round.topics for word in topic.words})
    place = {word: at for at, word in enumerate(words)}
    probabilities = np.zeros((len(rating_round.topics), len(words)))
    for row, topic in enumerate(rating_round.topics):
        for word, value in zip(topic.words, topic.probabilities, strict=True):
            probabilities[row, place[word]] = value
    return _ShownWords(np.array(words, dtype=object), probabilities)
