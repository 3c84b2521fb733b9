"""Find personal details: what the recognisers find, resolved so that no two details overlap."""

from collections.abc import Callable

import pandas as pd

from heard.release.redaction.resolve import Found, resolve

COLUMNS = {"text_id": "str", "start": "int64", "end": "int64", "kind": "str", "score": "float64"}


def find_details(texts: pd.DataFrame, told: Callable[[int], None] | None = None) -> pd.DataFrame:
    """Find personal details in texts.

    Parameters
    ----------
    texts
        ``text_id`` and ``text``; other columns are not looked at.
    told
        Called after each text with the number of texts read.

    Returns
    -------
    ``text_id``; ``start`` and ``end`` in code points, the end exclusive; ``kind``, a name of
    :data:`heard.release.redaction.KINDS`; ``score``, which says how surely a rule was met and is no
    probability. Details of a text do not overlap. The rows are in the order of the texts and of the places in
    them.
    """
    from heard.release.redaction.engine import analysed

    rows: list[tuple[str, int, int, str, float]] = []
    words = [str(text) for text in texts["text"]]
    for number, (text_id, text, results) in enumerate(
        zip(texts["text_id"], words, analysed(words), strict=True)
    ):
        found = [Found(each.start, each.end, each.entity_type, each.score) for each in results]
        rows.extend((text_id, each.start, each.end, each.kind, each.score) for each in resolve(text, found))
        if told:
            told(number + 1)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
