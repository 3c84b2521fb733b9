"""Held-out perplexity by document completion: how well a model foretells words it has not seen."""

import numpy as np

from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.words import Tokens


def held_out_perplexity(fitted: FittedTopics, missing: Tokens) -> float:
    """Return exp(-mean ln p(word | text)) over words kept back; the lower the better.

    p is the sum over topics of the topic's share in the text times the word's probability in the topic
    (document completion: Wallach, Murray, Salakhutdinov and Mimno 2009, section 5).

    Parameters
    ----------
    fitted
        A model of the rest of the same texts.
    missing
        The words kept back (see :func:`heard.analysis.topics.criteria.hold_out`).
    """
    text = missing.text_of_token
    probability = np.einsum("tk,kt->t", fitted.document_topic[text], fitted.topic_word[:, missing.words])
    return float(np.exp(-np.log(probability).mean()))
