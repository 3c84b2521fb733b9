"""Which hand codes the texts of each topic carry."""

import pandas as pd
from sklearn.metrics import adjusted_mutual_info_score

from heard.analysis.tallies import rows_behind, share, with_counts
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.tables.labels import NO_TOPIC, topic_labels, universe_of
from heard.analysis.topics.tables.shares import main_topics
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, rate


def topic_codes(fitted: FittedTopics, frames: Frames, codes: int = 5) -> ResultTable:
    """Return the codes that the texts of each topic carry more often than others, the most telling first.

    Columns: topic, code, texts (of which it is the main topic, with the code), texts_base (of these, those
    with any code), texts_share, times (the share over that among all coded texts).

    Parameters
    ----------
    codes
        Codes a topic at most; only such as are more frequent in it than elsewhere.
    """
    coded = _coded(fitted, frames)
    rows = rows_behind(coded, ["topic", "code"], "text_id")
    counted = with_counts(rows[["topic", "code"]].drop_duplicates(ignore_index=True), {"texts": rows})
    counted["texts_base"] = counted["topic"].map(coded.groupby("topic")["text_id"].nunique()).astype("int64")
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    texts_of_code = coded.groupby("code")["text_id"].nunique() / max(coded["text_id"].nunique(), 1)
    everywhere = counted["code"].map(texts_of_code).astype("float64")
    counted["times"] = counted["texts_share"] / everywhere
    counted["gain"] = counted["texts_share"] - everywhere
    order = {label: place for place, label in enumerate(topic_labels(fitted))}
    listed = (
        counted[counted["gain"] > 0]
        .assign(place=counted["topic"].map(order))
        .sort_values(["place", "gain", "code"], ascending=[True, False, True])
        .groupby("topic", sort=False)
        .head(codes)
        .reset_index(drop=True)
    )
    columns = (
        dimension("topic", "Topic"),
        dimension("code", "Code", overlaps=True),
        count("texts", "Texts with the code", "texts"),
        base("texts_base", "Coded texts of the topic", "texts"),
        rate("texts_share", "Share of them", of=("texts", "texts_base")),
        estimate("times", "Times the share among all coded texts", "ratio"),
    )
    kept = rows.merge(listed[["topic", "code"]], on=["topic", "code"])
    return ResultTable(
        name="topic_codes",
        title="Codes that each topic's texts carry more often than others",
        frame=listed[[column.name for column in columns]],
        columns=columns,
        universe=f"{universe_of(fitted)}; texts that somebody coded",
        rows_behind={"texts": kept},
        notes=(
            "A text is counted for the topic that has the largest share in it.",
            f"Topics and codes as wholes: adjusted mutual information {_as_wholes(coded):.2f} (0: as by "
            "chance; 1: the same division).",
        ),
    )


def topics_against_codes(fitted: FittedTopics, frames: Frames) -> float:
    """Return the adjusted mutual information of main topics and codes: 0 for chance, 1 for the same division.

    Vinh, Epps and Bailey (2010); over pairs of a text and a code on it. Missing if no text is coded.
    """
    return _as_wholes(_coded(fitted, frames))


def _as_wholes(coded: pd.DataFrame) -> float:
    return float(adjusted_mutual_info_score(coded["code"], coded["topic"])) if len(coded) else float("nan")


def _coded(fitted: FittedTopics, frames: Frames) -> pd.DataFrame:
    """Return (topic, code, text_id), each once: texts of the model that carry a code."""
    names = frames.codes.set_index("code")["name"].astype("str")
    codings = frames.codings[["text_id", "code"]].drop_duplicates()
    main = main_topics(fitted, frames)[["text_id", "topic"]]
    coded = main[main["topic"] != NO_TOPIC].merge(codings, on="text_id")
    # Two codes may have one name under different parents.
    shown = coded["code"].map(names).astype("str")
    repeated = coded["code"].map(names.duplicated(keep=False)).astype(bool)
    return coded.assign(code=shown.where(~repeated, shown + " (" + coded["code"] + ")"))
