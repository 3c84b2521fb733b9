"""What a topic's passport reads of a round of rating."""

import numpy as np
import pandas as pd

from heard.analysis.rating.intrusion import chance_of, intrusion_answers
from heard.analysis.rating.matched import match_round
from heard.analysis.rating.names import free_names, most_given, names_shared
from heard.analysis.rating.recheck import recheck_answers
from heard.analysis.rating.round import WORD_INTRUSION, RatingRound
from heard.analysis.tallies import share
from heard.analysis.topics.matching import TopicWords

COLUMNS = ("name", "agreed", "interpretable", "word_intrusion", "word_intrusion_p", "accepted", "round_topic")


def rating_by_topic(
    rating_round: RatingRound,
    answers: pd.DataFrame,
    shared: pd.DataFrame,
    topic_ids: tuple[str, ...],
    model: TopicWords,
) -> pd.DataFrame:
    """Return what raters say of each topic of the model at hand, by its id.

    Topics of the round are matched to those of the model by their words; a topic of the model that no topic
    of the round matches is left out.

    Parameters
    ----------
    answers
        Columns rater, subject, scale and value.
    shared
        Columns name (as compared) and shared, as a coordinator confirmed.
    topic_ids
        Of the model at hand.

    Returns
    -------
    Columns name (that most raters gave), agreed (share of raters who gave it), interpretable (share of
    raters), word_intrusion (share of raters who found the intruder), word_intrusion_p (against chance),
    accepted (share of judgements that a text is about the topic), round_topic (its id in the round).
    """
    rated = _by_round_topic(rating_round, answers, shared)
    matched = match_round(rating_round, topic_ids, model)
    found = matched.merge(rated, left_on="round_topic", right_index=True, how="inner")
    return found.set_index("topic_id")[list(COLUMNS)]


def _by_round_topic(rating_round: RatingRound, answers: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    topics = [topic.topic_id for topic in rating_round.topics]
    named = most_given(names_shared(free_names(rating_round, answers), shared))
    frame = pd.DataFrame(index=pd.Index(topics, name="topic_id"))
    frame["name"] = named["name"].reindex(topics)
    frame["agreed"] = share(named["raters"], named["raters_base"]).reindex(topics)
    judged = answers[(answers["scale"] == "interpretable") & answers["subject"].isin(topics)]
    frame["interpretable"] = (judged["value"] == "yes").groupby(judged["subject"]).mean().reindex(topics)
    chosen = intrusion_answers(rating_round, answers)
    of_words = chosen[chosen["kind"] == WORD_INTRUSION].groupby("topic_id")
    counted = of_words.agg(right=("right", "sum"), answers=("right", "size"), chance=("chance", "max"))
    frame["word_intrusion"] = share(counted["right"], counted["answers"]).reindex(topics)
    columns = (counted["right"], counted["answers"], counted["chance"])
    p = [chance_of(*each) for each in zip(*columns, strict=True)]
    frame["word_intrusion_p"] = pd.Series(p, index=counted.index, dtype="float64").reindex(topics)
    read = recheck_answers(rating_round, answers).groupby("topic_id")[["yes", "raters"]].sum()
    accepted = share(read["yes"], read["raters"]) if len(read) else pd.Series(np.nan, index=topics)
    frame["accepted"] = accepted.reindex(topics)
    return frame[frame[["agreed", "interpretable", "word_intrusion", "accepted"]].notna().any(axis=1)]
