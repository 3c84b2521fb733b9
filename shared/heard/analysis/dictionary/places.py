"""What a dictionary finds, with readers' names and with the words around it."""

from collections.abc import Sequence

import pandas as pd

from heard.analysis.context import CONTEXT_COLUMNS, in_context
from heard.analysis.dictionary.matching import find_entries
from heard.analysis.labels import readers_names
from heard.analysis.scope import EVERYTHING, Scope, check_known, scope_in_words, texts_in
from heard.consultation import Consultation, DictionaryEntry
from heard.frames import Frames
from heard.tables import ALL, ResultTable, dimension


def entry_names(entries: Sequence[DictionaryEntry]) -> dict[str, str]:
    """Return code to the name that readers see, in the order of the dictionary."""
    return readers_names((entry.code, entry.name) for entry in entries)


def places_in_context(
    texts: pd.DataFrame, entries: Sequence[DictionaryEntry], entry: str = ALL
) -> pd.DataFrame:
    """Return every place where texts name an entry, with the words around it, sorted.

    Parameters
    ----------
    texts
        Columns text_id and text.
    entries
        The dictionary. All of it is looked for even if one entry is asked for: a name inside the longer name
        of another entry does not count.
    entry
        An entry's code, or ``"all"``.

    Returns
    -------
    Columns entry (its name), text_id, position, before, keyword, after.
    """
    check_known("dictionary entry", entry, [ALL, *(each.code for each in entries)])
    found = find_entries(texts, entries)
    if entry != ALL:
        found = found[found["code"] == entry]
    placed = in_context(found, texts)
    placed.insert(0, "entry", placed["code"].map(entry_names(entries)).astype("str"))
    ordered = placed.drop(columns=["code", "end"]).sort_values(["entry", "text_id", "position"])
    return ordered.reset_index(drop=True)


def entries_in_context(
    frames: Frames,
    consultation: Consultation,
    entries: Sequence[DictionaryEntry],
    scope: Scope = EVERYTHING,
    entry: str = ALL,
) -> ResultTable:
    """Return every place where a text in the scope names an entry of a dictionary, with the words around it.

    Columns: entry, text_id, position, before, keyword, after. It holds respondents' words.

    Parameters
    ----------
    entry
        An entry's code, or ``"all"``.
    """
    return ResultTable(
        name="entries_in_context",
        title="What the dictionary found, in context",
        frame=places_in_context(texts_in(frames, consultation, scope), entries, entry),
        columns=(
            dimension("entry", "Entry", overlaps=True),
            dimension("text_id", "Text", overlaps=True),
            dimension("position", "Position"),
            *CONTEXT_COLUMNS,
        ),
        universe=scope_in_words(consultation, scope),
    )
