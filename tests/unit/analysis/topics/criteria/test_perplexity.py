import math

import pandas as pd
import pytest

from heard.analysis.topics import FittedTopics
from heard.analysis.topics.criteria.perplexity import held_out_perplexity
from heard.analysis.words import Tokens, tokenise


def test_perplexity_by_hand(by_hand: FittedTopics) -> None:
    # Kept back: "support" of t1, "families" of t3. Shares of t1 .9 .1, of t3 .2 .8.
    written = {"t1": "support", "t2": "", "t3": "families", "t4": ""}
    kept = tokenise(pd.DataFrame({"text_id": list(written), "text": list(written.values())}))
    everything = tokenise(pd.DataFrame({"text_id": ["x"], "text": ["families school support"]}))
    places = [everything.vocabulary.tolist().index(word) for word in kept.vocabulary]
    missing = Tokens(
        kept.text_ids, kept.starts, pd.Series(places)[kept.words].to_numpy(), everything.vocabulary
    )
    support, families = 0.9 * 0.6 + 0.1 * 0.1, 0.2 * 0.3 + 0.8 * 0.1
    expected = math.exp(-(math.log(support) + math.log(families)) / 2)
    assert held_out_perplexity(by_hand, missing) == pytest.approx(expected)
