"""What a composition does to each group: its share as heard, the share asked for, the share reached."""

import numpy as np
import pandas as pd

from heard.analysis.composition.choice import AS_HEARD, Composition, composition_in_words, composition_of
from heard.analysis.composition.people import CodedPeople, YesNo, coded_people_of
from heard.analysis.composition.ranking import NOT_TRUER
from heard.analysis.composition.weights import Weighting, effective_size, weighting
from heard.analysis.labels import group_dimension, group_names, overlap_notes
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, estimate, rate


def composition_weights(
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    composition: str | Composition = AS_HEARD,
    scope: Scope = EVERYTHING,
) -> ResultTable:
    """Return for each group how much its people count under a composition.

    Columns: group, people (known people of the group with a coded text), people_base (those who stated a
    group), people_share, weighted_share (of people who hold the group, among those who stated one),
    target_share and reached_share (for stated shares: what was asked for and what came of it, counted as
    the shares are read), mean_weight (of the group's people, 0 for who does not count; everybody's is 1),
    effective_people (Kish, of the group's people).

    Parameters
    ----------
    grouping
        The grouping whose groups are shown.
    composition
        What a switch chose (see ``composition_of``), or a composition.

    Raises
    ------
    HeardError
        If there is no such composition, or no weights reach stated shares.
    """
    chosen = composition_of(composition, grouping) if isinstance(composition, str) else composition
    people = coded_people_of(frames, consultation, (grouping, *chosen.groupings), scope)
    weighted = weighting(consultation, people, chosen)
    names = list(group_names(consultation, grouping).values())
    rows = _holders(people, people.held[grouping], names)
    return ResultTable(
        name="composition_weights",
        title=f"How much each group counts, {composition_in_words(consultation, chosen)}",
        frame=_counted(names, rows, people.held[grouping], weighted, grouping),
        columns=(group_dimension(consultation, grouping), *_COLUMNS),
        universe=f"known people who gave a group, with coded {scope_in_words(consultation, scope)}",
        rows_behind={"people": rows},
        notes=(*weighted.notes, NOT_TRUER, *overlap_notes(consultation, grouping)),
    )


_COLUMNS = (
    count("people", "People of the group with a coded text", "people"),
    base("people_base", "People who stated a group", "people"),
    rate("people_share", "Share as heard", of=("people", "people_base")),
    estimate("weighted_share", "Share of people who hold it, weighted", "share", undefined="Nobody counts"),
    estimate("target_share", "Stated share", "share", undefined="None asked for"),
    estimate("reached_share", "Stated share as reached", "share", undefined="None asked for"),
    estimate("mean_weight", "Mean weight of its people", "1 as heard", undefined="Nobody holds it"),
    estimate("effective_people", "Effective number of its people", "people"),
)


def _holders(people: CodedPeople, held: YesNo, names: list[str]) -> pd.DataFrame:
    person, group = np.nonzero(held)
    return pd.DataFrame({"group": pd.Index(names, dtype="str")[group], "row_id": people.respondents[person]})


def _counted(
    names: list[str], rows: pd.DataFrame, held: YesNo, weighted: Weighting, grouping: str
) -> pd.DataFrame:
    cells = with_counts(pd.DataFrame({"group": pd.Series(names, dtype="str")}), {"people": rows})
    stated = held.any(axis=1)
    cells["people_base"] = int(stated.sum())
    cells["people_share"] = share(cells["people"], cells["people_base"])
    totals = pd.Series(np.einsum("p,pg->g", weighted.weights, held))
    cells["weighted_share"] = share(totals, pd.Series(weighted.weights[stated].sum(), index=cells.index))
    targets = weighted.targets.get(grouping, pd.DataFrame(columns=["group", "target_share", "reached_share"]))
    targets = targets.set_index("group").astype("float64").reindex(cells["group"])
    cells["target_share"] = targets["target_share"].to_numpy()
    cells["reached_share"] = targets["reached_share"].to_numpy()
    cells["mean_weight"] = share(totals, cells["people"])
    cells["effective_people"] = [effective_size(weighted.weights[holds]) for holds in held.T]
    return cells[["group", *(column.name for column in _COLUMNS)]]
