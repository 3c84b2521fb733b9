"""Sources of sessions: when, by what method, with how many people, of which groups."""

import pandas as pd

from heard.consultation import ManyColumns
from heard.intake.hand import Hand
from heard.intake.labels import Labels
from heard.intake.parts import Parts
from heard.intake.people import session_ids
from heard.intake.values import values_by_row, whole_numbers


def read_sessions(hand: Hand, parts: Parts) -> None:
    """Add what a source says of which one row is a session."""
    number = hand.numbers(hand.columns.session)
    unnamed = number == ""
    ids = session_ids(hand.collection.code, number)
    hand.fates.add(hand.name, hand.index[unnamed], "set aside", "no session number")
    again = ids.duplicated() & ~unnamed
    same = hand.sheet.frame.duplicated()
    first = ~again & ~unnamed
    hand.fates.add(hand.name, hand.index[first], "kept", target=ids[first])
    for mask, rule in ((again & same, "duplicate row"), (again & ~same, "duplicate id")):
        hand.fates.add(hand.name, hand.index[mask], "merged", rule, target=ids[mask])
    parts.add("sessions", _about(hand, ids)[first])
    for code in hand.columns.groups:
        parts.add("attendance", _attendance(hand, ids[first], code))


def _about(hand: Hand, ids: pd.Series) -> pd.DataFrame:
    about = pd.DataFrame({"session_id": ids, "collection": hand.collection.code})
    method = hand.numbers(hand.columns.method)
    about["method"] = method.where(method != "")
    about["held_on"] = hand.days(hand.columns.held_on)
    if hand.columns.people is not None:
        about["people"] = whole_numbers(hand, hand.columns.people)
    return about


def _attendance(hand: Hand, ids: pd.Series, grouping: str) -> pd.DataFrame:
    """Return how many people of each group were there; missing where only the groups are named."""
    values = hand.columns.groups[grouping]
    labels = Labels.of(f"group of {grouping}", hand.consultation.grouping(grouping).groups)
    if isinstance(values, ManyColumns):
        there = _counted(hand, values, labels)
    else:
        named = values_by_row(hand, values, labels, "group").drop(columns="column")
        there = named.rename(columns={"code": "group"})
        there["people"] = pd.Series(pd.NA, index=there.index, dtype="Int64")
    there = there[there["row"].isin(ids.index)]
    there.insert(0, "session_id", ids.loc[there["row"]].array)
    there.insert(1, "grouping", grouping)
    return there.drop(columns="row")


def _counted(hand: Hand, values: ManyColumns, labels: Labels) -> pd.DataFrame:
    found = []
    for header, meaning in values.columns.items():
        people = whole_numbers(hand, header)
        some = people[people.notna() & (people > 0)]
        found.append(
            pd.DataFrame({"row": some.index, "group": str(labels.code(meaning)), "people": some.array})
        )
    counted = pd.concat(found, ignore_index=True)
    return counted.groupby(["row", "group"], sort=False)["people"].sum().reset_index()
