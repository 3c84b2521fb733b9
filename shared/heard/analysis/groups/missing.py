"""Who is not in the figures by group: of a group where it was present, and of all groups together."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.groups.themes import SMALL_BASE, group_bases, of_nobody
from heard.analysis.groups.wording import listed, people_in_words, plain
from heard.analysis.labels import NOT_STATED, group_attendance, group_holders, group_names
from heard.analysis.scope import EVERYTHING, Scope, in_collection, texts_in
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import ALL

_LEAD = "**Who is missing.** "


def who_is_missing(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> str:
    """Return in Markdown who is not in the figures by group, or only just: a paragraph of sentences.

    Groups nobody of whom has a coded text, groups of fewer than ``SMALL_BASE``, people who stated no group,
    and coded texts whose speaker the notes do not name. It is about all groups: each group's own is on its
    page, see :func:`groups_in_words`.
    """
    bases = group_bases(frames, consultation, grouping, scope).frame
    of_group = dict(zip(bases["group"], bases["people_coded"], strict=True))
    without = of_group.pop(NOT_STATED, 0)
    nobody = [plain(name) for name, people in of_group.items() if people == 0]
    few = [f"{plain(name)} ({people})" for name, people in of_group.items() if 0 < people < SMALL_BASE]
    said = [
        f"There is no coded text of anybody from: {listed(nobody)}." if nobody else "",
        f"Fewer than {SMALL_BASE} people with a coded text are from: {listed(few)}." if few else "",
        f"{people_in_words(without)} with a coded text stated no group." if without else "",
        *of_nobody(coded_texts(frames, consultation, scope)),
    ]
    return _LEAD + (
        " ".join(filter(None, said)) or f"Every group has at least {SMALL_BASE} people with a coded text."
    )


def missing_of_groups(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope
) -> dict[str, str]:
    """Return by group in Markdown at how many sessions it was present, and at how many nobody of it is named.

    Empty where no session of the scope says who of the grouping came. A scope's own group makes no
    difference: it is about sessions, and who is named in their notes.
    """
    found = _presence(frames, consultation, grouping, scope)
    if found.empty:
        return {}
    known = {str(group): _present(int(number), int(named)) for group, number, named in found.itertuples()}
    return {
        name: _LEAD + known.get(name, "No session says that the group came.")
        for name in group_names(consultation, grouping).values()
    }


def _presence(frames: Frames, consultation: Consultation, grouping: str, scope: Scope) -> pd.DataFrame:
    """Return by group the sessions where it was present, and those where no note names anybody of it."""
    texts = texts_in(frames, consultation, Scope(scope.collection, scope.question))
    of_scope = texts if scope.question != ALL else in_collection(frames.sessions, scope.collection)
    present = group_attendance(frames, consultation, grouping)[["session_id", "group"]]
    present = present[is_among(present["session_id"], of_scope["session_id"])].drop_duplicates()
    spoke = texts[["session_id", "respondent_id"]].dropna().drop_duplicates()
    spoke = spoke.merge(group_holders(frames, consultation, grouping), on="respondent_id")
    named = spoke[["session_id", "group"]].drop_duplicates().assign(named=True)
    joined = present.merge(named, on=["session_id", "group"], how="left")
    joined["named"] = joined["named"].notna()
    by_group = joined.groupby("group")["named"]
    return pd.DataFrame({"sessions": by_group.size(), "named": by_group.sum()}).astype("int64")


def _present(sessions: int, named: int) -> str:
    said = f"The group was present at {sessions:,} {'session' if sessions == 1 else 'sessions'}"
    if not named:
        return f"{said}, and no note names anybody of it."
    if named == sessions:
        return f"{said}, and {'its notes name' if sessions == 1 else 'notes of each name'} somebody of it."
    return f"{said}; at {sessions - named:,} of them no note names anybody of it."
