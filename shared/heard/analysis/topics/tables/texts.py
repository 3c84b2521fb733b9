"""What went into a topic model."""

import pandas as pd

from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.tables.labels import universe_of
from heard.tables import ResultTable, count


def topic_texts(fitted: FittedTopics) -> ResultTable:
    """Return what went into the model: texts, texts without a word left, words and different words."""
    empty = fitted.text_tokens == 0
    texts = pd.DataFrame({"row_id": pd.Series(fitted.text_ids, dtype="str")})
    rows = {"texts": texts, "texts_empty": texts[empty].reset_index(drop=True), "tokens": texts}
    frame = pd.DataFrame(
        {
            "texts": [len(empty)],
            "texts_empty": [int(empty.sum())],
            "tokens": [int(fitted.text_tokens.sum())],
            "vocabulary": [len(fitted.vocabulary)],
        }
    )
    return ResultTable(
        name="topic_texts",
        title="What the topic model was fitted to",
        frame=frame,
        columns=(
            count("texts", "Texts", "texts"),
            count("texts_empty", "Texts with no word left", "texts"),
            count("tokens", "Words kept", "words", adds="words"),
            count("vocabulary", "Different words", "different words"),
        ),
        universe=universe_of(fitted),
        rows_behind=rows,
        notes=("Stop words and rare words are left out.",),
    )
