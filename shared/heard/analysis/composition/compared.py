"""Every composition side by side: which ranks change, and which themes no choice moves."""

import numpy as np
import pandas as pd

from heard.analysis.composition.choice import composition_choices, composition_of
from heard.analysis.composition.people import CodedPeople, coded_people_of
from heard.analysis.composition.ranking import NOT_TRUER, TIES, ranks, weighted_shares
from heard.analysis.composition.weights import Weighting, weighting
from heard.analysis.labels import readers_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate

NO_CHOICE = "No choice moves it"
_TOPS = (5, 10)
_BY_CHANCE = (
    "Neighbours in a ranking are often apart by a few people: a move of one place may be one person's. "
    "The ranking by one composition has the limits of each share."
)
_DIFFERENT_PEOPLE = (
    "People who stated no group count as heard and without a group, and not where groups have equal voices "
    "or stated shares, so part of a move can come from them."
)


def rankings_compared(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return the share and rank of every theme under every composition that a grouping offers.

    Columns: theme, composition, people (who count under the composition and raised it), people_base (who
    count), weighted_share, effective_people (Kish), rank, best_rank, worst_rank (over all compositions),
    moved (1 or 0). Themes stand in order as heard, compositions in the order of the switch. Stated shares
    that no weights reach are left out, and a note says why.
    """
    people = coded_people_of(frames, consultation, (grouping,), scope)
    frame, choices, notes = _all_choices(people, consultation, grouping)
    over = frame.groupby("theme", sort=False)["rank"]
    frame["best_rank"], frame["worst_rank"] = over.transform("min"), over.transform("max")
    frame["moved"] = (frame["best_rank"] < frame["worst_rank"]).astype("int64")
    return ResultTable(
        name="rankings_compared",
        title=f"Themes by composition ({consultation.grouping(grouping).in_a_sentence})",
        frame=frame[[column.name for column in _COMPARED]],
        columns=_COMPARED,
        universe=f"known people with coded {scope_in_words(consultation, scope)}",
        rows_behind={"people": _rows(people, choices)},
        notes=(*notes, NOT_TRUER, _BY_CHANCE, TIES),
    )


_COMPARED = (
    dimension("theme", "Theme", overlaps=True),
    dimension("composition", "Composition", overlaps=True),
    count("people", "People who count and raised it", "people"),
    base("people_base", "People who count", "people"),
    estimate("weighted_share", "Weighted share", "share", undefined="Nobody counts"),
    estimate("effective_people", "Effective number of people", "people"),
    estimate("rank", "Rank", "place", undefined="Nobody counts"),
    estimate("best_rank", "Best rank of all compositions", "place", undefined="Nobody counts"),
    estimate("worst_rank", "Worst rank of all compositions", "place", undefined="Nobody counts"),
    estimate("moved", "Some composition moves it", "1 yes, 0 no"),
)


def themes_no_choice_moves(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for every theme raised how far any composition moves it, and by which it moves most.

    Columns: theme, moved_most_by (a composition, or "No choice moves it"), rank_as_heard, best_rank,
    worst_rank, largest_move (places from the rank as heard, either way), stays (1 or 0), always_top_5,
    always_top_10 (1 or 0: among the first whatever is chosen). In order as heard; of compositions that
    move a theme equally far, the first of the switch is named. Themes that nobody raised are not in it.
    """
    people = coded_people_of(frames, consultation, (grouping,), scope)
    frame, _, notes = _all_choices(people, consultation, grouping)
    found = _moves(frame)
    still = int((found["stays"] == 1).sum())
    return ResultTable(
        name="themes_no_choice_moves",
        title=f"How far compositions move each theme ({consultation.grouping(grouping).in_a_sentence})",
        frame=found[[column.name for column in _MOVES]],
        columns=_MOVES,
        universe=f"themes raised by known people with coded {scope_in_words(consultation, scope)}",
        notes=(
            f"{still} of {len(found)} themes keep their rank whatever is chosen; "
            f"{int(found['always_top_5'].sum())} are always among the first 5, "
            f"{int(found['always_top_10'].sum())} among the first 10.",
            *notes,
            NOT_TRUER,
            _BY_CHANCE,
            TIES,
        ),
    )


_MOVES = (
    dimension("theme", "Theme", overlaps=True),
    dimension("moved_most_by", "Moved most by"),
    estimate("rank_as_heard", "Rank as heard", "place"),
    estimate("best_rank", "Best rank of all compositions", "place"),
    estimate("worst_rank", "Worst rank of all compositions", "place"),
    estimate("largest_move", "Largest move from the rank as heard", "places"),
    estimate("stays", "Keeps its rank whatever is chosen", "1 yes, 0 no"),
    *(
        estimate(f"always_top_{top}", f"Among the first {top} whatever is chosen", "1 yes, 0 no")
        for top in _TOPS
    ),
)


def _moves(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a raised theme, in the order of the frame, which begins each theme as heard."""
    of_theme = frame.groupby("theme", sort=False)
    as_heard = of_theme["rank"].transform("first")
    frame = frame.assign(move=(frame["rank"] - as_heard).abs())
    frame = frame[(of_theme["people"].transform("first") > 0) & frame["rank"].notna()]
    of_theme = frame.groupby("theme", sort=False)
    # The first of the largest moves: sorting is stable, and compositions stand in the switch's order.
    most = frame.sort_values("move", ascending=False, kind="stable").drop_duplicates("theme")
    found = pd.DataFrame(
        {
            "rank_as_heard": of_theme["rank"].first(),
            "best_rank": of_theme["rank"].min(),
            "worst_rank": of_theme["rank"].max(),
            "largest_move": of_theme["move"].max(),
        }
    )
    least = of_theme["weighted_share"].min()
    found["stays"] = (found["largest_move"] == 0).astype("int64")
    for top in _TOPS:
        found[f"always_top_{top}"] = ((found["worst_rank"] <= top) & (least > 0)).astype("int64")
    by = most.set_index("theme")["composition"].reindex(found.index)
    found["moved_most_by"] = by.mask(found["stays"] == 1, NO_CHOICE).astype("str")
    return found.rename_axis("theme").reset_index().astype({"theme": "str"})


def _all_choices(
    people: CodedPeople, consultation: Consultation, grouping: str
) -> tuple[pd.DataFrame, dict[str, Weighting], tuple[str, ...]]:
    """Return (theme, composition, numbers), the weights by composition, and what to be careful about."""
    choices: dict[str, Weighting] = {}
    notes: list[str] = []
    for choice, label in readers_names(composition_choices(consultation, grouping).items()).items():
        composition = composition_of(choice, grouping)
        try:
            choices[label] = weighting(consultation, people, composition)
        except HeardError as error:
            notes.append(f"{label}: left out, because {error.what}.")
        else:
            # What leaving one group out does is said by its name.
            said = () if composition.kind == "without" else choices[label].notes
            notes.extend(f"{label}: {note}" for note in said)
    if not people.held[grouping].any(axis=1).all():
        notes.append(_DIFFERENT_PEOPLE)
    frame = pd.concat([_one(people, label, found) for label, found in choices.items()])
    order = np.argsort(-people.raised.sum(axis=0), kind="stable")
    place = {people.themes[each]: at for at, each in enumerate(order)}
    frame = frame.sort_values("theme", key=lambda themes: themes.map(place), kind="stable")
    return frame.reset_index(drop=True), choices, tuple(notes)


def _one(people: CodedPeople, label: str, found: Weighting) -> pd.DataFrame:
    shares = weighted_shares(people, found)
    return pd.DataFrame(
        {
            "theme": pd.Series(people.themes, dtype="str"),
            "composition": pd.Series([label] * len(people.themes), dtype="str"),
            "people": people.raised[found.weights > 0].sum(axis=0),
            "people_base": found.counted,
            "weighted_share": shares,
            "effective_people": found.effective,
            "rank": ranks(shares),
        }
    )


def _rows(people: CodedPeople, choices: dict[str, Weighting]) -> pd.DataFrame:
    """Return (theme, composition, row_id); categories, because there are as many rows as choices allow."""
    person, theme = np.nonzero(people.raised)
    counts = [found.weights[person] > 0 for found in choices.values()]
    every = np.concatenate([np.flatnonzero(each) for each in counts])
    which = np.repeat(np.arange(len(counts)), [int(each.sum()) for each in counts])
    return pd.DataFrame(
        {
            "theme": pd.Categorical.from_codes(theme[every], pd.Index(people.themes, dtype="str")),
            "composition": pd.Categorical.from_codes(which, pd.Index(list(choices), dtype="str")),
            "row_id": pd.Categorical.from_codes(person[every], people.respondents),
        }
    )
