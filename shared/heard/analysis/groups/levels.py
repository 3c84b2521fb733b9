"""Themes or subthemes: what tables by group are made of."""

from typing import Literal

import pandas as pd

from heard.analysis.coding.coded import THEME_ITSELF, subtheme_names, subtheme_of
from heard.analysis.labels import theme_names
from heard.tables import Column, dimension

Level = Literal["theme", "subtheme"]
LEVELS: dict[Level, tuple[Column, ...]] = {
    "theme": (dimension("theme", "Theme", overlaps=True),),
    "subtheme": (
        dimension("theme", "Theme", overlaps=True),
        dimension("subtheme", "Subtheme", overlaps=True),
    ),
}


def names_of(level: Level) -> list[str]:
    """Return the columns that name what was raised; a subtheme is named within its theme."""
    return [column.name for column in LEVELS[level]]


def cells_of(codes: pd.DataFrame, level: Level, raised: pd.DataFrame) -> pd.DataFrame:
    """Return every theme, or every (theme, subtheme), in the codebook's order.

    Parameters
    ----------
    raised
        What was raised, by its names: a theme that was coded itself has the subtheme "The theme itself",
        after its others.
    """
    names = theme_names(codes)
    listed = pd.DataFrame(
        {"theme": codes["theme"].map(names), "subtheme": subtheme_of(codes).map(subtheme_names(codes))}
    )
    cells = listed.dropna() if level == "subtheme" else listed
    if level == "subtheme":
        cells = pd.concat([cells, raised.loc[raised["subtheme"] == THEME_ITSELF, names_of(level)]])
    cells = cells[names_of(level)].drop_duplicates().astype("str")
    place = {name: place for place, name in enumerate(names.values())}
    return cells.sort_values("theme", key=lambda themes: themes.map(place), kind="stable", ignore_index=True)


def cells_raised(codes: pd.DataFrame, level: Level, raised: pd.DataFrame) -> pd.DataFrame:
    """Return what of :func:`cells_of` was raised, in the same order."""
    return cells_of(codes, level, raised).merge(raised[names_of(level)].drop_duplicates())


def crossed(cells: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Return what can be raised with every group beside it."""
    return cells.merge(pd.Series(groups, name="group", dtype="str"), how="cross")
