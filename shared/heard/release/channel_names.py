"""Names of channels as they may be published: only those that more than a few submissions came by.

A file's column of channels holds whatever was typed there, and nothing declares what may: beside "email" it
can say who brought a letter by hand. A count that is hidden would still publish its name.
"""

from dataclasses import replace

import pandas as pd

from heard.analysis.labels import NOT_STATED
from heard.release.disclosure import Chosen

OTHERS = "Other channels"
_CHANNEL = "channel"


def with_common_channels(chosen: Chosen, few: int) -> Chosen:
    """Return a table of channels in which those of a few are one, called :data:`OTHERS`.

    Parameters
    ----------
    chosen
        A table with the dimension ``channel`` alone and one count, of rows that have one channel each.
    few
        The most that are few.
    """
    table, (counted,) = chosen.table, chosen.counts
    is_rare = table.frame[counted].between(0, few) & (table.frame[_CHANNEL] != NOT_STATED)
    names = dict.fromkeys(table.frame.loc[is_rare, _CHANNEL], OTHERS)
    frame = (
        _renamed(table.frame, names)
        .groupby(_CHANNEL, sort=False, as_index=False)
        .agg(
            {
                column.name: "sum" if column.name == counted else "first"
                for column in table.columns
                if column.name != _CHANNEL
            }
        )
    )
    for rate in chosen.rates:
        frame[rate.name] = frame[rate.of[0]] / frame[rate.of[1]]
    rows = {number: _renamed(behind, names) for number, behind in table.rows_behind.items()}
    return replace(chosen, table=replace(table, frame=frame[list(table.frame.columns)], rows_behind=rows))


def _renamed(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    if _CHANNEL not in frame:
        return frame
    return frame.assign(**{_CHANNEL: frame[_CHANNEL].astype("str").replace(names)})
