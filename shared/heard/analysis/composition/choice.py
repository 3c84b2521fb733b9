"""Which composition of those who came a pooled figure is counted for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from heard.analysis.labels import group_names
from heard.analysis.scope import check_grouping, check_known
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.tables import composition_switch

Kind = Literal["as_heard", "each_group_equal", "stated_shares", "without"]


@dataclass(frozen=True)
class Composition:
    """How much each person counts in a pooled figure.

    Attributes
    ----------
    kind
        ``as_heard``: everybody counts 1. ``each_group_equal``: every group has the same voice in all.
        ``stated_shares``: groups have their stated shares of the population. ``without``: people who hold
        one group are left out.
    groupings
        Codes of the groupings: none needed as heard, one or several for stated shares, else one.
    group
        For ``without``: the code of the group that is left out.
    shares
        For ``stated_shares``: grouping to group to share (0 to 1), by codes; a grouping that is not in it
        has the population shares of ``consultation.yml``.
    """

    kind: Kind = "as_heard"
    groupings: tuple[str, ...] = ()
    group: str = ""
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        wrong = {
            "as_heard": False,
            "each_group_equal": len(self.groupings) != 1,
            "stated_shares": not self.groupings or not set(self.shares) <= set(self.groupings),
            "without": len(self.groupings) != 1 or not self.group,
        }
        if self.kind not in wrong:
            raise HeardError(
                f"there is no composition `{self.kind}`", fix=f"Choose from: {', '.join(wrong)}."
            )
        if wrong[self.kind]:
            raise HeardError(
                f"the composition `{self.kind}` does not name what it needs",
                fix="Name one grouping (for stated shares one or several, those with shares among them), and "
                "for `without` the group.",
            )


AS_HEARD = Composition()


def composition_choices(consultation: Consultation, grouping: str) -> dict[str, str]:
    """Return the compositions that a grouping offers, from the code that a switch has to words."""
    check_grouping(consultation, grouping)
    return composition_switch(consultation, grouping).options


def composition_of(choice: str, grouping: str) -> Composition:
    """Return the composition that a switch chooses.

    Parameters
    ----------
    choice
        ``as_heard``, ``each_group_equal``, ``stated_shares`` or ``without.<group>``.
    grouping
        The grouping whose groups are meant.

    Raises
    ------
    HeardError
        If there is no such composition.
    """
    kind, _, group = choice.partition(".")
    return Composition(kind, () if kind == "as_heard" else (grouping,), group)  # type: ignore[arg-type]


def check_composition(consultation: Consultation, composition: Composition) -> None:
    """Raise HeardError if the consultation does not have the groupings and groups that are named."""
    for grouping in composition.groupings:
        names = group_names(consultation, grouping)
        if composition.kind == "without":
            check_known("group", composition.group, names)
        for group in composition.shares.get(grouping, {}):
            check_known("group", group, names)


def composition_in_words(consultation: Consultation, composition: Composition) -> str:
    """Return what a composition is, for a title: "stated shares of Region"."""
    check_composition(consultation, composition)
    if composition.kind == "as_heard":
        return "as heard"
    names = [consultation.grouping(each).name for each in composition.groupings]
    if composition.kind == "without":
        return f"without {group_names(consultation, composition.groupings[0])[composition.group]}"
    what = "each group equal" if composition.kind == "each_group_equal" else "stated shares"
    return f"{what} ({', '.join(names)})"
