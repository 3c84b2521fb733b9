"""The composition switch of a page: the pooled ranking with who came weighed otherwise.

Three readings: as heard; each group equal, the plain mean of the groups' shares; and without a group, what is
left of the counts and the base. They are sums of true counts over the bases that are shown, to the whole per
cent; to the nearest 5 per cent where each group is equal, because there one person of a small group weighs
much.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from heard.analysis.labels import NOT_STATED
from heard.analysis.published import EVERYBODY, EVERYTHING_WRITTEN
from heard.release.disclosure import Chosen, Estimated, Protected
from heard.tables import ResultTable, dimension, estimate

AS_HEARD, EACH_EQUAL = "As heard", "Each group equal"
_SHARE = "weighted_share"
_FINE, _COARSE = 0.01, 0.05


def themes_by_composition(raised: Chosen, shown: Protected) -> Estimated:
    """Return each theme's share in every composition.

    Columns: composition, theme, weighted_share. "Each group equal" leaves out people who stated no group,
    and groups in which nobody is.

    Parameters
    ----------
    raised
        The table of :func:`heard.analysis.published.themes_raised`.
    shown
        The same as it is published: its bases are what the shares are of, and its order is kept.
    """
    everything = shown.where(texts=EVERYTHING_WRITTEN).table.frame
    bases = everything.drop_duplicates("group").set_index("group")["people_base"]
    shares = [
        {"composition": choice, "theme": theme, "texts": EVERYTHING_WRITTEN, "group": group, "weight": weight}
        for choice, weights in _compositions(bases)
        for theme in everything["theme"].unique()
        for group, weight in weights.items()
    ]
    weights = pd.DataFrame(shares)
    weights["estimate"] = weights.groupby(["composition", "theme"], sort=False).ngroup()
    true = raised.table.frame[["texts", "group", "theme", "people"]]
    parts = weights.merge(true, on=["texts", "group", "theme"], validate="many_to_one")
    sums = (parts["weight"] * parts["people"]).groupby(parts["estimate"]).sum(min_count=1)
    frame = weights.drop_duplicates("estimate")[["composition", "theme"]].reset_index(drop=True)
    known = parts["weight"].notna().groupby(parts["estimate"]).all()
    # Over a base that was rounded a sum can come to no share at all.
    possible = known & sums.between(0, 1)
    table = _table(frame.assign(**{_SHARE: sums.where(possible)}), shown.table)
    number = (raised.table.name, "people")
    steps = frame["composition"].map(lambda choice: _COARSE if choice == EACH_EQUAL else _FINE)
    return Estimated(table, number, weights[["estimate", "texts", "group", "theme", "weight"]], steps)


def _compositions(bases: pd.Series) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each composition with how much of every group's count it has; missing where a base is hidden."""
    groups = [name for name in bases.index if name not in (EVERYBODY, NOT_STATED) and bases[name] != 0]
    yield AS_HEARD, {EVERYBODY: 1 / bases[EVERYBODY]}
    yield EACH_EQUAL, {group: 1 / (len(groups) * bases[group]) for group in groups}
    for group in groups:
        left = bases[EVERYBODY] - bases[group]
        weight = 1 / left if left > 0 else np.nan
        yield f"Without {group}", {EVERYBODY: weight, group: -weight}


def _table(frame: pd.DataFrame, raised: ResultTable) -> ResultTable:
    return ResultTable(
        name="themes_by_composition",
        title="Themes, with who came weighed otherwise",
        frame=frame.astype({"composition": "str", "theme": "str"}),
        columns=(
            dimension("composition", "Who counts how much"),
            dimension("theme", "Theme", overlaps=True),
            estimate(_SHARE, "Share who raised it", "share"),
        ),
        universe=raised.universe,
        notes=(
            "Each group equal is the plain mean of the shares of the groups "
            f"({raised.column('group').label.lower()}), to the nearest 5 per cent, because one person of a "
            "small group moves it; the others are to the whole per cent.",
            "So 0% is less than half of that, and themes that stand equal may differ by as much.",
            "A share is shown where nobody can be recognised by it.",
        ),
    )
