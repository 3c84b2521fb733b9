"""Keyword in context: where words stand in texts, with what is said around them."""

import re

import pandas as pd

from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, dimension, text

_AROUND = 60  # characters on each side


def keyword_in_context(
    frames: Frames, consultation: Consultation, keyword: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return every place where a word or phrase stands, case apart, with the words around it.

    Columns: text_id, position (of its first character, from 0), before, keyword, after. It holds
    respondents' words.
    """
    texts = texts_in(frames, consultation, scope)[["text_id", "text"]]
    texts = texts[texts["text"].str.contains(keyword, case=False, regex=False)]
    pattern = re.compile(rf"(?<!\w){re.escape(keyword)}(?!\w)", re.IGNORECASE)
    spans = [
        (text_id, found.start(), found.end())
        for text_id, words in zip(texts["text_id"], texts["text"], strict=True)
        for found in pattern.finditer(words)
    ]
    found = pd.DataFrame(spans, columns=["text_id", "position", "end"]).astype({"text_id": "str"})
    frame = in_context(found, texts).drop(columns="end")
    return ResultTable(
        name="keyword_in_context",
        title="A keyword in context",
        frame=frame.sort_values(["text_id", "position"]).reset_index(drop=True),
        columns=(dimension("text_id", "Text"), dimension("position", "Position"), *CONTEXT_COLUMNS),
        universe=scope_in_words(consultation, scope),
    )


CONTEXT_COLUMNS = (text("before", "Before"), text("keyword", "Keyword"), text("after", "After"))


def in_context(found: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Return places in texts with the columns before, keyword and after.

    Parameters
    ----------
    found
        Columns text_id, position, end, and any others, which are kept.
    texts
        Columns text_id and text.
    """
    joined = found.merge(texts[["text_id", "text"]], on="text_id", how="left", validate="many_to_one")
    places = list(zip(joined["text"], joined["position"], joined["end"], strict=True))
    cut = pd.DataFrame(
        {
            "before": [_flat(words[max(0, start - _AROUND) : start]) for words, start, _ in places],
            "keyword": [_flat(words[start:end]) for words, start, end in places],
            "after": [_flat(words[end : end + _AROUND]) for words, _, end in places],
        },
        dtype="str",
        index=joined.index,
    )
    return pd.concat([joined.drop(columns="text"), cut], axis=1)


def _flat(words: str) -> str:
    return " ".join(words.split())
