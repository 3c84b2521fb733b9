"""Tables of the names that raters gave, of their proposed groups, and of what raters say of each topic."""

import pandas as pd

from heard.analysis.rating.intrusion import universe_of
from heard.analysis.rating.names import propose_shared
from heard.analysis.rating.round import RatingRound
from heard.analysis.rating.summary import COLUMNS
from heard.analysis.tallies import share
from heard.tables import ResultTable, base, count, dimension, estimate, rate

WAITING = "Not confirmed yet"


def names_given(rating_round: RatingRound, judgements: pd.DataFrame) -> ResultTable:
    """Return the shared names of each topic, the topic with the most different names first.

    Columns topic, name, raters (who gave it), raters_base, raters_share.

    Parameters
    ----------
    judgements
        As :func:`heard.analysis.rating.names_shared` returns.
    """
    named = judgements.assign(topic=judgements["topic_id"].map(rating_round.labels()).astype("str"))
    frame = named.groupby(["topic", "value"]).size().rename("raters").reset_index()
    frame = frame.rename(columns={"value": "name"})
    by_topic = frame.groupby("topic")["raters"]
    frame = frame.assign(raters_base=by_topic.transform("sum"), different=by_topic.transform("size"))
    frame["raters_share"] = share(frame["raters"], frame["raters_base"])
    frame = frame.sort_values(
        ["different", "topic", "raters", "name"], ascending=[False, True, False, True], ignore_index=True
    )
    columns = (
        dimension("topic", "Topic", overlaps=True),
        dimension("name", "Shared name", overlaps=True),
        count("raters", "Raters who gave it", "raters"),
        base("raters_base", "Raters", "raters"),
        rate("raters_share", "Share of raters", of=("raters", "raters_base")),
    )
    behind = named.rename(columns={"value": "name", "rater": "row_id"})[["topic", "name", "row_id"]]
    return ResultTable(
        name="names_given",
        title="What raters called each topic",
        frame=frame[[column.name for column in columns]],
        columns=columns,
        universe=universe_of(rating_round),
        rows_behind={"raters": behind},
    )


def proposed_names(rating_round: RatingRound, names: pd.DataFrame, shared: pd.DataFrame) -> ResultTable:
    """Return every free name, the shared name proposed by similarity, and the one that was confirmed.

    Names that wait for a coordinator come first.

    Parameters
    ----------
    names
        As :func:`heard.analysis.rating.free_names` returns.
    shared
        Columns name (as compared) and shared, as a coordinator confirmed.
    """
    found = propose_shared(names)
    known = dict(zip(shared["name"], shared["shared"], strict=True))
    found["confirmed"] = pd.Series(
        [known.get(name) or WAITING for name in found["name"]], index=found.index, dtype="str"
    )
    found["waits"] = found["confirmed"] != WAITING
    found = found.sort_values(["waits", "confirmed", "proposed", "name"], ignore_index=True)
    columns = (
        dimension("written", "Free name", overlaps=True),
        dimension("proposed", "Proposed shared name"),
        dimension("confirmed", "Confirmed by a coordinator"),
        count("given", "How often it was given", "names", adds="names"),
    )
    return ResultTable(
        name="proposed_names",
        title="Free names, and the shared names they go under",
        frame=found[[column.name for column in columns]],
        columns=columns,
        universe=universe_of(rating_round),
        notes=(
            "Only what a coordinator confirmed counts; what is proposed rests on letters and words alone.",
        ),
    )


def topics_rated(rating_round: RatingRound, rated: pd.DataFrame, labels: list[str]) -> ResultTable:
    """Return what raters say of each topic of the model at hand, as a table.

    Parameters
    ----------
    rated
        As :func:`heard.analysis.rating.rating_by_topic` returns.
    labels
        Labels of the model's topics, which begin with their ids ("T1: support, families").
    """
    known = {label.partition(":")[0]: label for label in labels}
    frame = rated[list(COLUMNS)].reset_index()
    frame["topic"] = frame["topic_id"].map(known).astype("str")
    frame = frame.astype({"name": "str", "round_topic": "str"})
    columns = (
        dimension("topic", "Topic"),
        dimension("round_topic", "Its topic in the round"),
        dimension("name", "Name that most raters gave"),
        estimate("agreed", "Share of raters who gave it", "share"),
        estimate("interpretable", "Share of raters who could interpret it", "share"),
        estimate("word_intrusion", "Share who found the intruding word", "share"),
        estimate("word_intrusion_p", "p against chance", ""),
        estimate("accepted", "Share of judgements that a text is about it", "share"),
    )
    left = len(labels) - len(frame)
    return ResultTable(
        name="topics_rated",
        title="What raters say of each topic",
        frame=frame[[column.name for column in columns]],
        columns=columns,
        universe=universe_of(rating_round),
        notes=(
            "Topics of the round are matched to those of the model at hand by their words.",
            f"{left:,} topics of the model are none of the round's.",
        ),
    )
