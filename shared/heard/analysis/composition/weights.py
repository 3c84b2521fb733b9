"""How much each person counts under a composition, and what that does to the effective number of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from heard.analysis.composition.choice import Composition, check_composition
from heard.analysis.composition.people import CodedPeople, Numbers, YesNo, coded_people_of
from heard.analysis.composition.raking import RakingMargin, rake
from heard.analysis.composition.stated import StatedShares, margins_of, notes_of, stated_shares
from heard.analysis.labels import group_names
from heard.analysis.scope import EVERYTHING, Scope
from heard.consultation import Consultation
from heard.frames import Frames

EXTREME = 5  # times the mean weight


@dataclass(frozen=True)
class Weighting:
    """How much each of the coded people counts.

    Attributes
    ----------
    weights
        One a person, in the order of ``CodedPeople.respondents``: 0 for who does not count; those who do
        have a mean of 1.
    notes
        Who does not count and why, how shares were read, how far weights run to extremes.
    targets
        For stated shares: grouping to a frame of group (name), target_share and reached_share.
    """

    weights: Numbers
    notes: tuple[str, ...] = ()
    targets: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def counted(self) -> int:
        """How many people count."""
        return int((self.weights > 0).sum())

    @property
    def effective(self) -> float:
        """Kish's effective number of people."""
        return effective_size(self.weights)


def effective_size(weights: Numbers) -> float:
    """Return Kish's effective sample size, (sum of weights)² / sum of squared weights; 0 without weights.

    Kish (1965), Survey Sampling, 11.7; (1992), Weighting for unequal Pi, Journal of Official Statistics 8.
    """
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def design_effect(weights: Numbers) -> float:
    """Return Kish's design effect of weighting: people counted over their effective number, 1 at least.

    Missing where nobody counts.
    """
    effective = effective_size(weights)
    return float((weights > 0).sum()) / effective if effective else float("nan")


def people_weights(
    frames: Frames, consultation: Consultation, composition: Composition, scope: Scope = EVERYTHING
) -> pd.DataFrame:
    """Return the weight of each known person with a coded text in a scope.

    Columns: respondent_id, weight (mean 1). People who do not count under the composition are not in it;
    how many they are, and why, is among the notes of every table that is made with the weights.

    Raises
    ------
    HeardError
        If the consultation does not have the groupings or groups named, or no weights reach stated shares.
    """
    people = coded_people_of(frames, consultation, composition.groupings, scope)
    weights = weighting(consultation, people, composition).weights
    frame = pd.DataFrame({"respondent_id": people.respondents, "weight": weights})
    return frame[frame["weight"] > 0].reset_index(drop=True)


def weighting(consultation: Consultation, people: CodedPeople, composition: Composition) -> Weighting:
    """Return how much each of the coded people counts under a composition.

    Parameters
    ----------
    people
        With the groupings of the composition among those held.

    Raises
    ------
    HeardError
        As :func:`people_weights`.
    """
    check_composition(consultation, composition)
    held = {grouping: people.held[grouping] for grouping in composition.groupings}
    everybody = np.ones(len(people.respondents), dtype=np.float64)
    if composition.kind == "as_heard":
        return Weighting(everybody)
    if composition.kind == "without":
        return _without(consultation, composition, held)
    stated = everybody.astype(bool)
    for holds in held.values():
        stated &= holds.any(axis=1)
    if not stated.any():
        return Weighting(everybody * 0, _set_aside(consultation, composition, stated))
    counted = {grouping: holds[stated] for grouping, holds in held.items()}
    if composition.kind == "each_group_equal":
        found = _each_group_equal(consultation, composition, counted)
    else:
        found = _stated(consultation, composition, counted)
    everybody[stated] = found.weights
    everybody[~stated] = 0
    notes = (*_set_aside(consultation, composition, stated), *found.notes, *_how_unequal(everybody))
    return Weighting(everybody, notes, found.targets)


def _without(consultation: Consultation, composition: Composition, held: Mapping[str, YesNo]) -> Weighting:
    (grouping,) = composition.groupings
    names = group_names(consultation, grouping)
    holds = held[grouping][:, list(names).index(composition.group)]
    return Weighting(
        (~holds).astype(np.float64),
        (
            f"{int(holds.sum())} of {len(holds)} people hold {names[composition.group]} and are left out, "
            "whatever else they hold; people who stated no group stay in.",
        ),
    )


def _set_aside(consultation: Consultation, composition: Composition, stated: YesNo) -> tuple[str, ...]:
    if stated.all():
        return ()
    names = " or ".join(consultation.grouping(each).name for each in composition.groupings)
    return (
        f"{int((~stated).sum())} of {len(stated)} people stated no group of {names} and are set aside: "
        "nothing says how much they should count. As heard, they are in.",
    )


def _each_group_equal(
    consultation: Consultation, composition: Composition, held: Mapping[str, YesNo]
) -> Weighting:
    """Return weights of 1 / (groups · people of the group), summed over the groups that a person holds."""
    (grouping,) = composition.groupings
    sizes = held[grouping].sum(axis=0)
    voices = np.divide(1.0, sizes, out=np.zeros(len(sizes)), where=sizes > 0)
    weights = np.einsum("pg,g->p", held[grouping], voices)
    absent = [
        name
        for name, size in zip(group_names(consultation, grouping).values(), sizes, strict=True)
        if not size
    ]
    notes = (f"Nobody here holds {', '.join(absent)}: the other groups share the voice equally.",)
    return Weighting(weights / weights.mean(), notes if absent else ())


def _stated(consultation: Consultation, composition: Composition, held: Mapping[str, YesNo]) -> Weighting:
    """Return raked weights; people who hold the same groups of all groupings have the same weight."""
    kinds, of_person, sizes = np.unique(
        np.column_stack(list(held.values())), axis=0, return_inverse=True, return_counts=True
    )
    of_person = of_person.reshape(-1)
    asked: dict[str, tuple[StatedShares, list[RakingMargin]]] = {}
    at = 0
    for grouping, holds in held.items():
        given = composition.shares.get(grouping, {})
        stated = stated_shares(consultation, grouping, given, kinds[:, at : at + holds.shape[1]])
        asked[grouping] = stated, margins_of(stated)
        at += holds.shape[1]
    totals = rake(sizes.astype(np.float64), [each for _, margins in asked.values() for each in margins])
    return Weighting(
        (totals / sizes)[of_person],
        tuple(note for stated, _ in asked.values() for note in notes_of(stated)),
        {grouping: _targets(margins, totals) for grouping, (_, margins) in asked.items()},
    )


def _targets(margins: list[RakingMargin], totals: Numbers) -> pd.DataFrame:
    return pd.DataFrame(
        [
            row
            for margin in margins
            for row in zip(margin.categories, margin.shares, margin.reached(totals), strict=True)
        ],
        columns=["group", "target_share", "reached_share"],
    )


def _how_unequal(weights: Numbers) -> tuple[str, ...]:
    """Return the effective number of people, and a warning where few speak for many."""
    counted = int((weights > 0).sum())
    notes = [
        f"Weighted, the {counted} people who count say as much as {effective_size(weights):.0f} who count "
        f"alike (effective sample size of Kish; design effect {design_effect(weights):.2f}); the largest "
        f"weight is {weights.max():.1f} times the mean."
    ]
    extreme = int((weights > EXTREME).sum())
    if extreme:
        notes.append(
            f"People who weigh more than {EXTREME} times the mean: {extreme}. They speak for many, and what "
            "they said moves the ranking. Nothing is trimmed."
        )
    return tuple(notes)
