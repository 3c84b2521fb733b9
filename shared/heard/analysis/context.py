"""Keyword in context: what is said around places found in texts."""

import pandas as pd

from heard.tables import text

_AROUND = 60  # characters on each side
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
