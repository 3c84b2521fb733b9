"""The texts most typical of each topic."""

import numpy as np
import pandas as pd

from heard.analysis.coding.examples import judged
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.tables.labels import OTHER_SEEDS, top_places, topic_labels, universe_of
from heard.frames import Frames
from heard.tables import ResultTable, dimension, estimate, text


def typical_texts(
    fitted: FittedTopics, frames: Frames, texts: int = 3, approvals: pd.DataFrame | None = None
) -> ResultTable:
    """Return the texts in which each topic has its largest share (``findThoughts`` of R's stm).

    Columns: topic, text_id, rank, approval, share, text. It holds respondents' words: none may be quoted
    outside before somebody has approved it.

    Parameters
    ----------
    approvals
        text_id, start, end, verdict and words, as the store gives them; a verdict on a part of a text is
        none on all of it. An approved text is shown in the wording that was approved.
    """
    kept = np.flatnonzero(fitted.text_tokens > 0)
    found = [
        kept[top_places(fitted.document_topic[kept, topic], texts)] for topic in range(fitted.settings.k)
    ]
    places = np.concatenate(found)
    topics = np.repeat(np.arange(fitted.settings.k), [len(each) for each in found])
    frame = pd.DataFrame(
        {
            "topic": np.array(topic_labels(fitted), dtype=object)[topics],
            "text_id": fitted.text_ids[places],
            "rank": np.concatenate([np.arange(1, len(each) + 1) for each in found]),
            "share": fitted.document_topic[places, topics],
        }
    ).astype({"topic": "str", "text_id": "str"})
    frame = frame.merge(frames.texts[["text_id", "text"]], on="text_id", how="left")
    wholes = [
        (text_id, 0, len(words)) for text_id, words in zip(frame["text_id"], frame["text"], strict=True)
    ]
    frame["approval"], frame["text"] = judged(wholes, frame["text"], approvals)
    columns = (
        dimension("topic", "Topic", overlaps=True),
        dimension("text_id", "Text", overlaps=True),
        estimate("rank", "Rank", "rank"),
        dimension("approval", "May it be quoted?"),
        estimate("share", "Share of the topic in the text", "share"),
        text("text", "Text"),
    )
    return ResultTable(
        name="typical_texts",
        title="Texts most typical of each topic, waiting for approval before they are quoted anywhere",
        frame=frame[[column.name for column in columns]],
        columns=columns,
        universe=universe_of(fitted),
        notes=(
            "The most typical texts are extremes, chosen by the model: read others of the topic as well.",
            OTHER_SEEDS,
        ),
    )
