"""How many people of each group raised each theme, for the groups that are large enough to compare."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from heard.analysis.groups.people import coded_people
from heard.analysis.groups.themes import SMALL_BASE
from heard.analysis.labels import NOT_STATED, group_names, theme_names
from heard.analysis.permutation import Memberships, memberships_of
from heard.analysis.scope import Scope
from heard.consultation import Consultation
from heard.frames import Frames, is_among

EVERYONE_ELSE = "Everyone else"


@dataclass(frozen=True)
class ThemesInGroups:
    """What the people who stated a group raised.

    Attributes
    ----------
    themes
        The names of the themes that somebody raised, in the codebook's order.
    raised
        (respondent_id, theme), each once.
    held
        (respondent_id, group): the groups of everybody with a coded text who stated one.
    memberships
        The same people, by the groups compared: those of at least ``SMALL_BASE`` people, in the grouping's
        order.
    counts
        People who raised a theme, themes by groups compared.
    """

    themes: list[str]
    raised: pd.DataFrame
    held: pd.DataFrame
    memberships: Memberships
    counts: npt.NDArray[np.int64]

    @property
    def groups(self) -> list[str]:
        """The names of the groups compared."""
        return self.memberships.groups

    @property
    def bases(self) -> npt.NDArray[np.int64]:
        """How many people each group compared has."""
        return self.memberships.people_by_group

    @property
    def totals(self) -> npt.NDArray[np.int64]:
        """How many people raised each theme, whichever groups they hold."""
        sizes = self.raised["theme"].value_counts()
        return np.array([sizes[theme] for theme in self.themes], dtype=np.int64)

    @property
    def shares(self) -> npt.NDArray[np.float64]:
        """The share of each group that raised each theme."""
        return self.counts / self.bases


def themes_in_groups(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope
) -> ThemesInGroups:
    """Return who raised which theme, and how many of each group that is large enough to compare."""
    raised, held = coded_people(frames, consultation, grouping, scope)
    held = held[held["group"] != NOT_STATED]
    raised = raised[is_among(raised["respondent_id"], held["respondent_id"])]
    names = list(group_names(consultation, grouping).values())
    return _of(raised, held, names, list(theme_names(frames.codes).values()))


def between(found: ThemesInGroups, groups: list[str], *, everyone_else: bool = False) -> ThemesInGroups:
    """Return the same for people who hold one of these groups only.

    Parameters
    ----------
    groups
        Names of groups; one of fewer than ``SMALL_BASE`` people is not compared here either.
    everyone_else
        Whether those who hold none of these groups are one more, named ``EVERYONE_ELSE``.
    """
    held = found.held[found.held["group"].isin(groups)]
    if everyone_else:
        others = found.held[~is_among(found.held["respondent_id"], held["respondent_id"])]
        held = pd.concat([held, others[["respondent_id"]].drop_duplicates().assign(group=EVERYONE_ELSE)])
    raised = found.raised[is_among(found.raised["respondent_id"], held["respondent_id"])]
    return _of(raised, held.astype({"group": "str"}), [*groups, EVERYONE_ELSE], found.themes)


def _of(raised: pd.DataFrame, held: pd.DataFrame, names: list[str], themes: list[str]) -> ThemesInGroups:
    """Return what these people raised, by those of the groups named that are large enough."""
    sizes = held["group"].value_counts()
    memberships = memberships_of(held, [name for name in names if sizes.get(name, 0) >= SMALL_BASE])
    heard = set(raised["theme"])
    heard_of = [name for name in themes if name in heard]
    return ThemesInGroups(heard_of, raised, held, memberships, _counts(raised, heard_of, memberships))


def _counts(raised: pd.DataFrame, themes: list[str], memberships: Memberships) -> npt.NDArray[np.int64]:
    sets = memberships.of_person.reindex(raised["respondent_id"]).to_numpy()
    places = pd.Index(themes).get_indexer(pd.Index(raised["theme"]))
    kinds = len(memberships.sizes)
    cells = np.bincount(places * kinds + sets, minlength=len(themes) * kinds).reshape(len(themes), kinds)
    return np.asarray(cells @ memberships.holds, dtype=np.int64)
