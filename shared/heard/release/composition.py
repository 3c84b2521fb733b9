"""The composition switch of a page: the pooled ranking worked out again from what is shown by group.

Three readings can be worked out from published counts alone: as heard; each group equal, the plain mean of
the groups' shares; and without a group, what is left of the counts and the base. Where a number that one of
them needs is hidden, so is the result.
"""

import numpy as np
import pandas as pd

from heard.analysis.labels import NOT_STATED
from heard.analysis.published import EVERYBODY, EVERYTHING_WRITTEN
from heard.release.disclosure.protected import SUPPRESSED, Protected
from heard.tables import ResultTable, dimension, estimate

AS_HEARD, EACH_EQUAL = "As heard", "Each group equal"


def themes_by_composition(raised: Protected) -> Protected:
    """Return each theme's share in every composition, worked out from a protected ``themes_raised``.

    Columns: composition, theme, weighted_share. "Each group equal" leaves out people who stated no group.
    """
    label = raised.table.column("group").label
    everything = raised.where(texts=EVERYTHING_WRITTEN).table
    shares = _wide(everything, "people_share")
    counts, bases = _wide(everything, "people"), _wide(everything, "people_base")
    groups = [name for name in shares.columns if name not in (EVERYBODY, NOT_STATED)]
    by_choice = {AS_HEARD: shares[EVERYBODY], EACH_EQUAL: shares[groups].mean(axis=1, skipna=False)}
    for group in groups:
        left = bases[EVERYBODY] - bases[group]
        by_choice[f"Without {group}"] = (counts[EVERYBODY] - counts[group]) / left.where(left > 0)
    frame = pd.concat(
        [
            pd.DataFrame({"composition": choice, "theme": column.index, "weighted_share": column.to_numpy()})
            for choice, column in by_choice.items()
        ],
        ignore_index=True,
    )
    # Differences of rounded numbers can be no share at all.
    possible = frame["weighted_share"].between(0, 1)
    frame["weighted_share"] = frame["weighted_share"].where(possible)
    table = ResultTable(
        name="themes_by_composition",
        title="Themes, with who came weighed otherwise",
        frame=frame.astype({"composition": "str", "theme": "str"}),
        columns=(
            dimension("composition", "Who counts how much"),
            dimension("theme", "Theme", overlaps=True),
            estimate("weighted_share", "Share who raised it", "share"),
        ),
        universe=everything.universe,
        notes=(
            "Worked out from the numbers of this release, not from the people behind them.",
            f"Each group equal: the plain mean of the shares of the groups ({label.lower()}).",
        ),
    )
    hidden = np.where(frame["weighted_share"].isna(), SUPPRESSED, "")
    return Protected(table, pd.DataFrame({"weighted_share": hidden}))


def _wide(table: ResultTable, column: str) -> pd.DataFrame:
    order = table.frame["theme"].drop_duplicates()
    wide = table.frame.pivot(index="theme", columns="group", values=column)
    return wide.loc[order, table.frame["group"].drop_duplicates().tolist()]
