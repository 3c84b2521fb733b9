"""Headers and labels that differ only in spaces, line breaks or case are one; two columns stay two.

Columns that share a header are told apart as ``Comment [1]``, ``Comment [2]``, from left to right; a column
without a header is ``[column 5]``.
"""

import difflib
import functools
import unicodedata
from collections import Counter
from collections.abc import Sequence

from heard.errors import HeardError

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NEAR = 0.75


@functools.lru_cache(maxsize=100_000)
def label_key(label: str) -> str:
    """Return what two spellings of one label have in common: no space of any kind, no case."""
    composed = unicodedata.normalize("NFKC", label).translate(_INVISIBLE)
    return "".join(composed.split()).casefold()


def unique_headers(headers: Sequence[str]) -> list[str]:
    """Return one name for each column; columns that share a header are numbered."""
    named = [header if header.strip() else f"[column {at}]" for at, header in enumerate(headers, start=1)]
    times = Counter(named)
    seen: Counter[str] = Counter()
    names = []
    for header in named:
        seen[header] += 1
        names.append(f"{header} [{seen[header]}]" if times[header] > 1 else header)
    return names


def has_header(headers: Sequence[str], wanted: str) -> bool:
    """Tell whether a column answers to this header."""
    return bool(_matches(unique_headers(headers), wanted))


def find_header(names: Sequence[str], wanted: str, where: str) -> str:
    """Return the name of the column that a consultation means by ``wanted``.

    Parameters
    ----------
    names
        The columns' names, as :func:`unique_headers` makes them.
    wanted
        The header as consultation.yml writes it.
    where
        The file, for messages.

    Raises
    ------
    HeardError
        If no column, or more than one, is meant.
    """
    found = _matches(names, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise HeardError(
            f"{len(found)} columns have the header `{wanted}`",
            where=where,
            fix="Name one of them by its number, as in `Header [2]`.",
        )
    if _matches(names, f"{wanted} [1]"):
        raise HeardError(
            f"several columns have the header `{wanted}`",
            where=where,
            fix=f"Write `{wanted} [1]`, `{wanted} [2]`... counted from the left.",
        )
    # Only a name close to the one asked for is shown: in a file without headers, row 1 is an answer.
    keys = {label_key(name): name for name in names}
    close = difflib.get_close_matches(label_key(wanted), keys, n=1, cutoff=_NEAR)
    fix = (
        f"Did you mean `{keys[close[0]]}`?"
        if close
        else "Correct the column map, `header_row` or `delimiter`."
    )
    raise HeardError(f"there is no column `{wanted}`", where=where, fix=fix)


def _matches(names: Sequence[str], wanted: str) -> list[str]:
    if wanted in names:
        return [wanted]
    key = label_key(wanted)
    return [name for name in names if label_key(name) == key]
