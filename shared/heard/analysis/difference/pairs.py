"""The pairs of opposing codes that a codebook declares, and which pole each person took."""

from dataclasses import dataclass

import pandas as pd

from heard.analysis.labels import readers_names

FIRST, SECOND, BOTH = "first", "second", "both"


BETWEEN = " / "
"""Stands between the names of the two poles of a pair."""


@dataclass(frozen=True)
class Pair:
    """Two codes that say opposite things.

    Attributes
    ----------
    key
        The two codes, the one that stands first in the codebook first: ``first/second``.
    name
        The same with the names that readers see.
    first, second
        The poles' codes.
    first_name, second_name
        The poles' names.
    """

    key: str
    name: str
    first: str
    second: str
    first_name: str
    second_name: str


def declared_pairs(codes: pd.DataFrame) -> list[Pair]:
    """Return the pairs of codes that oppose each other, in the codebook's order.

    It is enough that one of the two says so. A code that opposes itself, because it and its opposite were
    merged, or a code that is no longer there, makes no pair.

    Parameters
    ----------
    codes
        The ``codes`` frame.
    """
    place = {code: number for number, code in enumerate(codes["code"])}
    said = codes.loc[codes["opposes"].notna(), ["code", "opposes"]].itertuples(index=False)
    found = {
        tuple(sorted((code, other), key=lambda each: place[each]))
        for code, other in said
        if other in place and other != code
    }
    ordered = sorted(found, key=lambda pair: [place[code] for code in pair])
    named = codes[codes["code"].isin({code for pair in ordered for code in pair})]
    names = readers_names(zip(named["code"], named["name"], strict=True))
    both = readers_names(
        (f"{first}/{second}", f"{names[first]}{BETWEEN}{names[second]}") for first, second in ordered
    )
    return [
        Pair(key, name, first, second, names[first], names[second])
        for (first, second), (key, name) in zip(ordered, both.items(), strict=True)
    ]


def pair_names(codes: pd.DataFrame) -> dict[str, str]:
    """Return key to name of every pair of opposing codes."""
    return {pair.key: pair.name for pair in declared_pairs(codes)}


def sides_of_codes(codes: pd.DataFrame, pair: Pair) -> pd.Series:
    """Return ``first`` or ``second`` by code, for the codes that are or lie under a pole of the pair.

    Where one pole lies under the other, a code counts for the nearer.
    """
    parents = codes.set_index("code")["parent"]
    poles = {pair.first: FIRST, pair.second: SECOND}
    current = pd.Series(parents.index, index=parents.index)
    side = current.map(poles)
    while current.notna().any():
        current = current.map(parents)
        side = side.fillna(current.map(poles))
    return side.dropna()


def poles_taken(coded: pd.DataFrame, codes: pd.DataFrame, pairs: list[Pair]) -> pd.DataFrame:
    """Return (respondent_id, pair, took): which pole of each pair somebody took: first, second or both.

    Parameters
    ----------
    coded
        Columns respondent_id and code; rows without a respondent are left out.
    codes
        The ``codes`` frame.
    pairs
        The pairs wanted; the column pair holds their names.
    """
    sides = [
        pd.DataFrame({"code": side.index, "side": side.to_numpy(), "pair": pair.name}, dtype="str")
        for pair in pairs
        for side in [sides_of_codes(codes, pair)]
    ]
    if not sides:
        return pd.DataFrame(columns=["respondent_id", "pair", "took"], dtype="str")
    known = coded[["respondent_id", "code"]].dropna().drop_duplicates()
    taken = known.merge(pd.concat(sides), on="code").drop(columns="code").drop_duplicates()
    several = taken.duplicated(["respondent_id", "pair"], keep=False)
    taken["took"] = taken["side"].mask(several, BOTH)
    return taken.drop(columns="side").drop_duplicates(ignore_index=True)
