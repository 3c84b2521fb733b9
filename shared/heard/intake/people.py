"""Who a row is from: a number shared between collections or one of this collection, a speaker, or nobody."""

from dataclasses import dataclass, field

import pandas as pd

from heard.errors import HeardError
from heard.frames import numbered_ids, stable_ids
from heard.intake.hand import Hand


@dataclass(frozen=True)
class Identity:
    """Who each row of a source is from.

    Attributes
    ----------
    respondent_id
        Missing where the notes of a session do not say who spoke.
    known_by
        ``person``, ``collection``, ``session`` or ``row``.
    number, person, session
        The source ids, empty where there is none.
    session_id
        Missing where a row names no session.
    """

    respondent_id: pd.Series
    known_by: pd.Series
    number: pd.Series
    person: pd.Series
    session: pd.Series
    session_id: pd.Series


@dataclass
class People:
    """What numbers of a collection are known to stand for which person."""

    _persons: dict[str, pd.Series] = field(default_factory=dict)

    def learn(self, hand: Hand) -> None:
        """Note which number stands for which person, where a source says both.

        Raises
        ------
        HeardError
            If a number stands for two persons.
        """
        if hand.columns.respondent is None or hand.columns.person is None or hand.columns.session is not None:
            return
        pairs = pd.DataFrame(
            {"number": hand.numbers(hand.columns.respondent), "person": hand.numbers(hand.columns.person)}
        )
        pairs = pairs[(pairs["number"] != "") & (pairs["person"] != "")].drop_duplicates()
        known = self._persons.get(hand.collection.code)
        if known is not None:
            pairs = pd.concat([known.rename("person").reset_index(), pairs]).drop_duplicates()
        twice = int(pairs["number"].duplicated().sum())
        if twice:
            raise HeardError(
                f"{twice} respondent numbers stand for more than one person",
                where=f"{hand.name}, column `{hand.columns.person}`",
                fix="Map another column as `person`, or none.",
            )
        self._persons[hand.collection.code] = pairs.set_index("number")["person"]

    def identify(self, hand: Hand) -> Identity:
        """Return who each row is from."""
        collection = hand.collection.code
        number = hand.numbers(hand.columns.respondent)
        person = self._person(hand, number)
        session = hand.numbers(hand.columns.session)
        ids = pd.Series(pd.NA, index=hand.index, dtype="str")
        known_by = pd.Series("", index=hand.index, dtype="str")
        nobody = (person == "") & (number == "")
        in_collection = (person == "") & (session == "") & ~nobody
        in_session = (person == "") & (session != "") & ~nobody
        by_row = nobody & (session == "")
        for mask, by in (
            (person != "", "person"),
            (in_collection, "collection"),
            (in_session, "session"),
            (by_row, "row"),
        ):
            known_by = known_by.mask(mask, by)
        if (person != "").any():
            ids[person != ""] = hashed("r", "person", person[person != ""])
        if in_collection.any():
            ids[in_collection] = hashed("r", collection, number[in_collection])
        if in_session.any():
            ids[in_session] = stable_ids("r", collection, session[in_session], number[in_session])
        if by_row.any():
            ids[by_row] = _by_content(hand, by_row)
        return Identity(ids, known_by, number, person, session, session_ids(collection, session))

    def _person(self, hand: Hand, number: pd.Series) -> pd.Series:
        person = hand.numbers(hand.columns.person)
        known = self._persons.get(hand.collection.code)
        if known is None or hand.columns.session is not None:
            return person
        return person.where(person != "", number.map(known).fillna("").astype("str"))


def hashed(kind: str, *parts: str | pd.Series) -> pd.Series:
    """Return stable ids whose last part is a column, worked out once for each distinct value of it."""
    *outer, values = parts
    if not isinstance(values, pd.Series):
        raise TypeError("the last part is a column")
    at, distinct = pd.factorize(values)
    made = stable_ids(kind, *outer, pd.Series(distinct, dtype="str"))
    return pd.Series(made.array.take(at), index=values.index, dtype="str")


def session_ids(collection: str, session: pd.Series) -> pd.Series:
    """Return the ids of sessions by their numbers; missing where there is none."""
    if not (session != "").any():
        return pd.Series(pd.NA, index=session.index, dtype="str")
    return hashed("s", collection, session).where(session != "")


def _by_content(hand: Hand, at: pd.Series) -> pd.Series:
    """Return ids of rows without any number: from all that the row says, rows alike being numbered.

    The source's place in its collection is part of it, so that the same words in two files stay two.
    """
    frame = hand.sheet.frame[at]
    content = stable_ids("x", *[frame[column] for column in frame.columns])
    return numbered_ids("r", hand.collection.code, f"source {hand.ordinal}", content)
