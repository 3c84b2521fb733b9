"""The uses behind listed words, and whether one person or one campaign makes most of them."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from heard.analysis.keyness.uses import Uses

ONE_PERSON, ONE_CAMPAIGN, SEVERAL = "one person", "one campaign", "no one source"
_MOST = 0.5


def uses_behind(uses: Uses, group: npt.NDArray[np.int64], term: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Return (pair, text, person, uses): the uses of each listed term by people of its group.

    Parameters
    ----------
    group, term
        The listed pairs: places of groups and of terms in ``uses``; ``pair`` counts them from 0. ``text`` and
        ``person`` are places too, of texts in ``uses.found`` and of people in the memberships.
    """
    listed = pd.DataFrame({"term": uses.terms[term], "group": group, "pair": np.arange(len(term))})
    wanted = np.zeros(len(uses.found.runs), dtype=bool)
    wanted[listed["term"]] = True
    here = np.flatnonzero(wanted[uses.found.term] & (uses.person_of_text[uses.found.text] >= 0))
    texts = max(len(uses.found.text_ids), 1)
    place, number = pd.factorize(uses.found.term[here] * texts + uses.found.text[here])
    used = pd.DataFrame(
        {
            "term": number // texts,
            "text": number % texts,
            "person": uses.person_of_text[number % texts],
            "uses": np.bincount(place, minlength=len(number)),
        }
    ).merge(listed, on="term")
    held = uses.holds[used["person"].to_numpy(), used["group"].to_numpy()] == 1
    of_group: pd.DataFrame = used.loc[held, ["pair", "text", "person", "uses"]]
    return of_group.sort_values(["pair", "text"], ignore_index=True)


def driven_by(used: pd.DataFrame, pairs: int, family_of_text: npt.NDArray[np.int64]) -> list[str]:
    """Return for each pair who makes more than half of its uses: a person, a campaign, or no one source.

    Parameters
    ----------
    used
        What :func:`uses_behind` returns.
    pairs
        How many pairs there are.
    family_of_text
        The family of near-copies of each text, -1 where it has none.
    """
    total = used.groupby("pair")["uses"].sum().reindex(range(pairs), fill_value=0)
    family = family_of_text[used["text"]]
    by_person = _largest(used.assign(source=used["person"]), pairs)
    by_family = _largest(used.assign(source=family)[family >= 0], pairs)
    most = np.where(by_family > _MOST * total, ONE_CAMPAIGN, SEVERAL)
    return [str(each) for each in np.where(by_person > _MOST * total, ONE_PERSON, most)]


def _largest(used: pd.DataFrame, pairs: int) -> pd.Series:
    largest = used.groupby(["pair", "source"])["uses"].sum().groupby("pair").max()
    return largest.reindex(range(pairs), fill_value=0)
