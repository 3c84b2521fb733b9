"""The names that readers see, in the consultation's order, and frames that carry them."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from heard.analysis.scope import Scope, check_grouping, in_collection, scope_in_words
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames, question_id
from heard.tables import Column, base, count, dimension, interval, rate

NOT_STATED = "Not stated"


def collection_names(consultation: Consultation) -> dict[str, str]:
    """Return code to title of every collection."""
    return readers_names((each.code, each.title) for each in consultation.collections)


def group_names(consultation: Consultation, grouping: str) -> dict[str, str]:
    """Return code to name of every group of a grouping; raises HeardError if there is no such grouping."""
    check_grouping(consultation, grouping)
    return readers_names((each.code, each.name) for each in consultation.grouping(grouping).groups)


def question_names(consultation: Consultation, collection: str) -> dict[str, str]:
    """Return question id to its code and text, for every question of a collection, as asked."""
    return readers_names(
        (question_id(collection, each.code), f"{each.code}: {each.text}")
        for each in consultation.collection(collection).questions
    )


def theme_names(codes: pd.DataFrame) -> dict[str, str]:
    """Return code to name of every theme of the ``codes`` frame."""
    themes = codes[codes["parent"].isna()]
    return readers_names(zip(themes["code"], themes["name"], strict=True))


def readers_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return code to name; a name that two codes share is told apart by the code."""
    named = dict(pairs)
    uses = Counter(named.values())
    return {code: name if uses[name] == 1 else f"{name} ({code})" for code, name in named.items()}


def with_names(values: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Return readers' names for codes; a missing code becomes ``"Not stated"``."""
    named = values.map(names).astype("str")
    unknown = int((named.isna() & values.notna()).sum())
    if unknown:
        raise HeardError(
            f"{unknown} rows have a {values.name} that the consultation does not list",
            fix="Read the data again with the present consultation.yml.",
        )
    return named.fillna(NOT_STATED)


def by_size(values: pd.Series) -> list[str]:
    """Return distinct labels, the most frequent first, equals by alphabet, "Not stated" last."""
    sizes = values[values != NOT_STATED].value_counts()
    ordered = sorted(sizes.index, key=lambda label: (-int(sizes[label]), label))
    return ordered + [NOT_STATED] * bool((values == NOT_STATED).any())


def group_dimension(consultation: Consultation, grouping: str) -> Column:
    """Return the column ``group`` of a table of people by group."""
    known = consultation.grouping(grouping)
    return dimension("group", known.name, overlaps=known.overlapping)


def raised_by_group(consultation: Consultation, grouping: str) -> tuple[Column, ...]:
    """Return the columns of how many of each group raised something.

    group, people, people_base (of the group, with a coded text), people_share, low, high (Wilson, 95%).
    """
    return (
        group_dimension(consultation, grouping),
        count("people", "People who raised it", "people"),
        base("people_base", "People of the group with a coded text", "people"),
        rate("people_share", "Share of the group who raised it", of=("people", "people_base")),
        interval("low", "Lower limit (95%)", of="people_share", side="low"),
        interval("high", "Upper limit (95%)", of="people_share", side="high"),
    )


def known_people(consultation: Consultation, scope: Scope) -> str:
    """Return in words whom tables of known people count."""
    return (
        f"known people with coded {scope_in_words(consultation, scope)}; speakers whom the notes "
        "of a session do not name are not in it"
    )


def overlap_notes(consultation: Consultation, grouping: str) -> tuple[str, ...]:
    """Return the warning that a table by overlapping groups carries; none if its groups are apart."""
    if not consultation.grouping(grouping).overlapping:
        return ()
    return ("Groups overlap: somebody who holds several counts in each, so groups need not add up.",)


def group_holders(frames: Frames, consultation: Consultation, grouping: str) -> pd.DataFrame:
    """Return (respondent_id, group) with groups by their names: respondents who gave at least one.

    A respondent who holds several groups has several rows.
    """
    names = group_names(consultation, grouping)
    held = frames.memberships[frames.memberships["grouping"] == grouping]
    return pd.DataFrame(
        {"respondent_id": held["respondent_id"], "group": with_names(held["group"], names)}
    ).reset_index(drop=True)


def group_attendance(frames: Frames, consultation: Consultation, grouping: str) -> pd.DataFrame:
    """Return (session_id, group, people) with groups by their names: groups present at sessions.

    People are missing where a session says that a group came and not how many; a group with 0 people was
    not there.
    """
    names = group_names(consultation, grouping)
    present = frames.attendance[frames.attendance["grouping"] == grouping]
    present = present[present["people"].isna() | (present["people"] > 0)]
    return pd.DataFrame(
        {
            "session_id": present["session_id"],
            "group": with_names(present["group"], names),
            "people": present["people"],
        }
    ).reset_index(drop=True)


def taking_part(frames: Frames, collection: str) -> pd.Series:
    """Return the ids of known respondents who took part in a collection (or in any), each once."""
    return in_collection(frames.participations, collection)["respondent_id"].drop_duplicates()
