"""The re-check: raters read texts of a topic and say whether each is about it."""

from typing import Any

import pandas as pd

from heard.analysis.intervals import wilson
from heard.analysis.rating.intrusion import universe_of
from heard.analysis.rating.round import RECHECK, RatingRound
from heard.analysis.tallies import share
from heard.tables import ResultTable, base, count, dimension, estimate, interval, rate, text

HIGH_SHARE = 0.5
"""From this share of a topic on a text must be about it, or something is wrong with the topic."""
_SAID = ("yes", "no", "unsure")


def recheck_answers(rating_round: RatingRound, answers: pd.DataFrame) -> pd.DataFrame:
    """Return what raters said of each text, a row a text of a topic.

    Columns topic_id, item_id, text_id, share (of the topic in the text), yes, no, unsure, raters, accepted
    (more said yes than no and unsure together). Texts that nobody judged are left out.
    """
    given = answers[answers["scale"] == "about"]
    said = {subject: each["value"].tolist() for subject, each in given.groupby("subject")}
    rows: list[tuple[Any, ...]] = []
    for item in rating_round.items:
        values = said.get(item.item_id, [])
        if item.kind == RECHECK and item.text and values:
            counted = [values.count(value) for value in _SAID]
            accepted = 2 * counted[0] > len(values)
            rows.append(
                (
                    item.topic_id,
                    item.item_id,
                    item.text.text_id,
                    item.shares[0],
                    *counted,
                    len(values),
                    accepted,
                )
            )
    columns = ["topic_id", "item_id", "text_id", "share", *_SAID, "raters", "accepted"]
    return pd.DataFrame(rows, columns=columns).astype({"accepted": "bool"})


def recheck_by_topic(rating_round: RatingRound, answers: pd.DataFrame) -> ResultTable:
    """Return how many of a topic's texts are about it, the topic with the fewest first.

    Columns topic, accepted (texts that most raters said yes to), texts, precision with its interval,
    judgements_yes, judgements, said_yes (share of judgements).
    """
    read = recheck_answers(rating_round, answers)
    read["topic"] = read["topic_id"].map(rating_round.labels())
    frame = (
        read.groupby("topic")
        .agg(
            accepted=("accepted", "sum"),
            texts=("accepted", "size"),
            judgements_yes=("yes", "sum"),
            judgements=("raters", "sum"),
        )
        .reset_index()
        .astype({"topic": "str"})
    )
    frame["precision"] = share(frame["accepted"], frame["texts"])
    frame["low"], frame["high"] = wilson(frame["accepted"], frame["texts"])
    frame["said_yes"] = share(frame["judgements_yes"], frame["judgements"])
    columns = (
        dimension("topic", "Topic", overlaps=True),
        count("accepted", "Texts that most raters accept", "texts"),
        base("texts", "Texts read again", "texts"),
        rate("precision", "Precision", of=("accepted", "texts")),
        interval("low", "Lower limit (95%)", of="precision", side="low"),
        interval("high", "Upper limit (95%)", of="precision", side="high"),
        count("judgements_yes", "Judgements: about it", "judgements", adds="judgements"),
        base("judgements", "Judgements", "judgements"),
        rate("said_yes", "Share of judgements", of=("judgements_yes", "judgements")),
    )
    behind = read.loc[read["accepted"], ["topic", "text_id"]].rename(columns={"text_id": "row_id"})
    return ResultTable(
        name="recheck_by_topic",
        title="How many of a topic's texts are about it",
        frame=frame.sort_values(["precision", "topic"], kind="stable", ignore_index=True)[
            [column.name for column in columns]
        ],
        columns=columns,
        universe=f"{universe_of(rating_round)}; texts drawn at random from a topic's own",
        rows_behind={"accepted": behind.reset_index(drop=True)},
        notes=(
            "A text is accepted if over half of its raters said yes; unsure is no yes.",
            "Intervals: Wilson (95%), over texts: other texts of the topic, not other raters.",
        ),
    )


def texts_refused(
    rating_round: RatingRound, answers: pd.DataFrame, *, high: float = HIGH_SHARE
) -> ResultTable:
    """Return texts of a high share of a topic that no rater accepts, the highest share first.

    Columns topic, text_id, share, no, unsure (raters), text.
    """
    read = recheck_answers(rating_round, answers)
    refused = read[(read["yes"] == 0) & (read["share"] >= high)]
    refused = refused.sort_values(["share", "topic_id", "text_id"], ascending=[False, True, True])
    words = {item.text.text_id: item.text.text for item in rating_round.items if item.text}
    frame = refused.assign(topic=refused["topic_id"].map(rating_round.labels()))
    frame = frame.astype({"topic": "str", "text_id": "str"})
    frame["text"] = frame["text_id"].map(words).astype("str")
    columns = (
        dimension("topic", "Topic", overlaps=True),
        dimension("text_id", "Text", overlaps=True),
        estimate("share", "Share of the topic in the text", "share"),
        estimate("no", "Raters: not about it", "raters"),
        estimate("unsure", "Raters: unsure", "raters"),
        text("text", "Text"),
    )
    return ResultTable(
        name="texts_refused",
        title="Texts of a high share of a topic that no rater accepts",
        frame=frame[[column.name for column in columns]].reset_index(drop=True),
        columns=columns,
        universe=f"{universe_of(rating_round)}; texts read again, of a share of {high:.0%} or more",
        notes=("Respondents' words: none leaves the review before it is approved.",),
    )
