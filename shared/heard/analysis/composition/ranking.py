"""The pooled ranking of themes as heard, beside the ranking under another composition."""

import numpy as np
import pandas as pd

from heard.analysis.composition.choice import AS_HEARD, Composition, composition_in_words, composition_of
from heard.analysis.composition.people import CodedPeople, Numbers, coded_people_of
from heard.analysis.composition.weights import Weighting, weighting
from heard.analysis.groups.themes import TOGETHER
from heard.analysis.intervals import wilson
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, interval, rate

APPROXIMATE = (
    "The limits of a weighted share are approximate: Wilson's, with the effective number of people as base. "
    "They say how far chance alone moves it, and nothing of those who did not come."
)
TIES = "Themes with the same share have the same rank, the better one."
NOT_TRUER = (
    "No composition is the true one: each answers another question about the same people, and weighting "
    "cannot bring in what nobody said."
)


def ranking_by_composition(
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    composition: str | Composition = AS_HEARD,
    scope: Scope = EVERYTHING,
) -> ResultTable:
    """Return the themes as heard and as they would rank under a composition.

    Columns: theme, people (who raised it, each counted once, as heard), people_base, people_share,
    weighted_share, low, high (Wilson with the effective number of people, 95%, approximate),
    rank_as_heard, rank_weighted, change (places risen, below 0 if fallen). The first under the composition
    stands first; equals stay in the codebook's order.

    Parameters
    ----------
    grouping
        The grouping whose groups the composition is about.
    composition
        What a switch chose (see ``composition_of``), or a composition, which may name several groupings.

    Raises
    ------
    HeardError
        If there is no such composition, or no weights reach stated shares.
    """
    chosen = composition_of(composition, grouping) if isinstance(composition, str) else composition
    words = composition_in_words(consultation, chosen)
    people = coded_people_of(frames, consultation, (grouping, *chosen.groupings), scope)
    weighted = weighting(consultation, people, chosen)
    return ResultTable(
        name="ranking_by_composition",
        title=f"Themes in order of people, {words}",
        frame=_ranked(people, weighted),
        columns=_COLUMNS,
        universe=f"known people with coded {scope_in_words(consultation, scope)}; speakers whom the notes of "
        "a session do not name are not in it",
        rows_behind={"people": people.rows_behind()},
        margins=(Margin("people", (), "themes", "people"),),
        notes=(*weighted.notes, NOT_TRUER, APPROXIMATE, TOGETHER, TIES),
    )


_COLUMNS = (
    dimension("theme", "Theme", overlaps=True),
    count("people", "People who raised it, as heard", "people"),
    base("people_base", "All people known with a coded text", "people"),
    rate("people_share", "Share as heard", of=("people", "people_base")),
    estimate("weighted_share", "Weighted share", "share", undefined="Nobody counts"),
    interval("low", "Weighted share, lower limit (95%, approximate)", of="weighted_share", side="low"),
    interval("high", "Weighted share, upper limit (95%, approximate)", of="weighted_share", side="high"),
    estimate("rank_as_heard", "Rank as heard", "place", undefined="Nobody counts"),
    estimate("rank_weighted", "Rank weighted", "place", undefined="Nobody counts"),
    estimate("change", "Places risen (+) or fallen (-)", "places", undefined="Nobody counts"),
)


def weighted_shares(people: CodedPeople, weighted: Weighting) -> Numbers:
    """Return the weighted share of people who raised each theme; missing where nobody counts."""
    total = weighted.weights.sum()
    if not total:
        return np.full(len(people.themes), np.nan)
    # Unlike a product of matrices, einsum adds up in one order whatever the number of cores.
    shares = np.einsum("p,pt->t", weighted.weights, people.raised) / total
    # A theme that all raised may come out a hair above 1.
    return np.asarray(np.minimum(shares, 1.0))


def ranks(shares: Numbers) -> pd.Series:
    """Return the place of each share, the largest first; equals have the better place of them."""
    # Weighted sums that are equal on paper differ in the last digits.
    return pd.Series(shares, dtype="float64").round(12).rank(ascending=False, method="min")


def _ranked(people: CodedPeople, weighted: Weighting) -> pd.DataFrame:
    cells = with_counts(pd.DataFrame({"theme": pd.Series(people.themes, dtype="str")}), _rows(people))
    cells["people_base"] = len(people.respondents)
    cells["people_share"] = share(cells["people"], cells["people_base"])
    cells["weighted_share"] = weighted_shares(people, weighted)
    effective = pd.Series(weighted.effective, index=cells.index)
    cells["low"], cells["high"] = wilson(cells["weighted_share"] * effective, effective)
    cells["rank_as_heard"] = ranks(cells["people_share"].to_numpy())
    cells["rank_weighted"] = ranks(cells["weighted_share"].to_numpy())
    cells["change"] = cells["rank_as_heard"] - cells["rank_weighted"]
    ranked = cells.sort_values("rank_weighted", kind="stable")
    return ranked[[column.name for column in _COLUMNS]].reset_index(drop=True)


def _rows(people: CodedPeople) -> dict[str, pd.DataFrame]:
    return {"people": people.rows_behind()}
