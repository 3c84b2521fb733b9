"""Ids that stay the same when a file is read again, reordered, or replaced by a longer one.

An id is a hash of what identifies the thing in its source (collection, source id, question), never of where
it stands. It is opaque on purpose: source ids can be e-mail addresses. But it is pseudonymous, not
anonymous: whoever has a list of addresses can work the ids out, so they leave the review only through a
release.
"""

import hashlib
import itertools
from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_BYTES = 8  # 64 bits: with ten million ids, a chance of about 3 in a million that any two are alike.


def stable_id(kind: str, *parts: str) -> str:
    """Return the id of one thing.

    Parameters
    ----------
    kind
        One letter that begins the id: r (respondent), s (session), t (text), c (coding).
    parts
        What identifies it, outermost first, such as collection, source id, question.
    """
    return _hashed(kind, "".join(map(_sized, parts)))


def _sized(part: str) -> str:
    """Return a part with its length before it, which keeps ("ab", "c") and ("a", "bc") apart."""
    return f"{len(part)}:{part}"


def _hashed(kind: str, joined: str) -> str:
    return f"{kind}-{hashlib.blake2b(joined.encode(), digest_size=_BYTES).hexdigest()}"


def stable_ids(kind: str, *parts: str | pd.Series) -> pd.Series:
    """Return an id for each row of the given columns; a part that is one string holds for all rows."""
    columns = [part for part in parts if isinstance(part, pd.Series)]
    index = columns[0].index
    # A million rows pass here: what is the same for all of them is worked out once.
    sized: list[Iterable[str]] = [
        map(_sized, part.tolist())
        if isinstance(part, pd.Series)
        else itertools.repeat(_sized(part), len(index))
        for part in parts
    ]
    ids = [_hashed(kind, "".join(row)) for row in zip(*sized, strict=True)]
    return pd.Series(ids, index=index, dtype="str")


def numbered_ids(kind: str, *parts: str | pd.Series) -> pd.Series:
    """Return ids for rows without a number of their own: rows alike in every part are numbered.

    Rows that are alike can stand for one another, so numbering them does not make an id depend on order.
    """
    columns = [part for part in parts if isinstance(part, pd.Series)]
    alike = pd.concat(columns, axis=1, keys=range(len(columns)))
    number = alike.groupby(list(alike.columns), dropna=False, sort=False).cumcount().astype("str")
    return stable_ids(
        kind, *[part.fillna("") if isinstance(part, pd.Series) else part for part in parts], number
    )


def is_among(ids: pd.Series, known: pd.Series) -> pd.Series:
    """Tell which ids are among those known; a missing id is not.

    ``Series.isin`` makes a Python object of every string, which takes longer than reading them from disk.
    """
    found = pc.is_in(pa.array(ids, from_pandas=True), value_set=pa.array(known, from_pandas=True))
    return pd.Series(found.to_numpy(zero_copy_only=False), index=ids.index, dtype=bool) & ids.notna()


def question_id(collection: str, question: str) -> str:
    """Return the id of a question: readable, since whoever set up the consultation chose both parts."""
    return f"{collection}.{question}"
