"""Stated shares of the population as margins to rake to: which reading of them is honest.

Shares of groups that exclude each other divide the population. Shares of overlapping groups may be of
holders (they add up to more than 1, and each is a margin of its own: people who hold the group, people who
do not) or, where all are given and add up to 1, they too divide the population: no weights could then give
every group its share of holders, save by silencing everybody who holds two. A person of several groups
then counts for each of them in equal parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from heard.analysis.composition.people import Numbers, YesNo
from heard.analysis.composition.raking import RakingMargin
from heard.analysis.labels import group_names
from heard.consultation import Consultation
from heard.errors import HeardError

ROUNDING = 0.02  # printed shares are rounded, so that nine of them may add up to 0.98 or 1.02
_PRINTED = 0.0005  # less than this is no difference to the third place
_THE_REST = "groups without a stated share"


@dataclass(frozen=True)
class StatedShares:
    """The stated shares of one grouping, and who holds its groups.

    Attributes
    ----------
    name
        The grouping's name.
    groups
        The groups' names.
    shares
        The share of each group, missing where none is stated.
    held
        Rows by groups: who holds what. Every row holds one.
    overlapping
        Whether somebody may hold several groups.
    """

    name: str
    groups: list[str]
    shares: Numbers
    held: YesNo
    overlapping: bool

    @property
    def total(self) -> float:
        """What the stated shares add up to."""
        return float(np.nansum(self.shares))

    @property
    def divides(self) -> bool:
        """Whether the shares are read as dividing the population, rather than as shares of holders."""
        all_given = not np.isnan(self.shares).any()
        return not self.overlapping or (all_given and abs(self.total - 1) <= ROUNDING)

    @property
    def nobody(self) -> YesNo:
        """The groups that have a share and nobody here."""
        return ~np.isnan(self.shares) & ~self.held.any(axis=0)


def stated_shares(
    consultation: Consultation, grouping: str, given: Mapping[str, float], held: YesNo
) -> StatedShares:
    """Return a grouping's stated shares; raises HeardError if there are none or one is no share.

    Parameters
    ----------
    given
        Group to share, by codes; if empty, those of ``consultation.yml``.
    held
        Rows by groups: who holds what. Every row holds one.
    """
    known = consultation.grouping(grouping)
    stated = given or {
        group.code: group.population_share for group in known.groups if group.population_share is not None
    }
    names = group_names(consultation, grouping)
    shares = np.array([stated.get(code, np.nan) for code in names], dtype=np.float64)
    if np.isnan(shares).all():
        raise HeardError(
            f"{known.name} has no stated shares",
            where=f"consultation.yml, grouping {grouping}",
            fix="Give its groups a population_share, or choose another composition.",
        )
    if ((shares <= 0) | (shares > 1)).any():
        raise HeardError(
            f"a stated share of {known.name} is not above 0 and at most 1",
            fix="Give shares, not percentages; leave out a group that is not in the population.",
        )
    return StatedShares(known.name, list(names.values()), shares, held, known.overlapping)


def margins_of(stated: StatedShares) -> list[RakingMargin]:
    """Return the margins of stated shares: one where they divide the population, else one a group.

    Raises
    ------
    HeardError
        If the shares contradict each other or what people hold.
    """
    return [_dividing(stated)] if stated.divides else _of_holders(stated)


def notes_of(stated: StatedShares) -> tuple[str, ...]:
    """Return how the shares were read and what could not be done, a sentence each."""
    notes = [_reading(stated)] if stated.overlapping else []
    for place in np.flatnonzero(stated.nobody):
        notes.append(
            f"{stated.groups[place]} has a stated share ({stated.shares[place]:.3g}) and nobody here: nobody "
            "can be weighted up to speak for it, so the shares reached are of the others."
        )
    others_here = stated.held[:, np.isnan(stated.shares)].any()
    if stated.divides and not others_here and abs(stated.total - 1) > _PRINTED:
        notes.append(f"The stated shares of {stated.name} add up to {stated.total:.3g} and are scaled to 1.")
    return tuple(notes)


def _reading(stated: StatedShares) -> str:
    if stated.divides:
        return (
            f"The stated shares of {stated.name} add up to 1, so they divide the population although its "
            "groups overlap: somebody who holds several groups counts for each in equal parts, and the share "
            "of people who hold a group comes out higher than its stated share."
        )
    return (
        f"Each stated share of {stated.name} is reached by the people who hold the group, so the shares may "
        "add up to more than 1; they must be shares of people who hold at least one of its groups."
    )


def _dividing(stated: StatedShares) -> RakingMargin:
    parts = stated.held / stated.held.sum(axis=1, keepdims=True)
    given = ~np.isnan(stated.shares)
    rest = parts[:, ~given].sum(axis=1)
    categories = [name for name, yes in zip(stated.groups, given, strict=True) if yes]
    left = 1 - stated.total
    if left < -ROUNDING or (rest.any() and left <= ROUNDING):
        raise _too_much(stated, rest.any())
    shares = stated.shares[given]
    parts = parts[:, given]
    if rest.any():
        categories, shares = [*categories, _THE_REST], np.append(shares, left)
        parts = np.column_stack([parts, rest])
    there = parts.any(axis=0)
    # With nobody of a group its share goes to the others in proportion, as do shares that add up to less.
    return RakingMargin(
        tuple(name for name, yes in zip(categories, there, strict=True) if yes),
        parts[:, there],
        shares[there] / shares[there].sum(),
    )


def _too_much(stated: StatedShares, some_without: bool) -> HeardError:
    what = f"the stated shares of {stated.name} add up to {stated.total:.3g}"
    if some_without:
        what += ", which leaves nothing for the people of groups without one"
    return HeardError(what, where="raking to stated shares", fix="Correct them, or state all of them.")


def _of_holders(stated: StatedShares) -> list[RakingMargin]:
    given = ~np.isnan(stated.shares)
    if given.all() and stated.total < 1:
        raise HeardError(
            f"the stated shares of {stated.name} add up to {stated.total:.3g}, although everybody who counts "
            "holds at least one of its groups",
            where="raking to stated shares",
            fix="State shares of the people who hold at least one of these groups.",
        )
    margins = []
    for place in np.flatnonzero(given & ~stated.nobody):
        holds, share = stated.held[:, place], stated.shares[place]
        if holds.all() != (share == 1):
            raise _all_or_some(stated.groups[place])
        if not holds.all():
            parts = np.column_stack([holds, ~holds]).astype(np.float64)
            name = stated.groups[place]
            margins.append(RakingMargin((name, f"not {name}"), parts, np.array([share, 1 - share])))
    return margins


def _all_or_some(group: str) -> HeardError:
    return HeardError(
        f"either everybody who counts holds {group} and its stated share is below 1, or some do not and it "
        "is 1",
        where="raking to stated shares",
        fix="Correct this group's share, or leave it out.",
    )
