"""Guess what one table is: its layout, and which column plays which part."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from heard.consultation import Layout
from heard.intake.columns import Guess, Guessed
from heard.intake.headers import label_key

_FEWEST_MARKS = 3
_LONGEST_GROUP = 60


@dataclass(eq=False)
class Draft:
    """What one table seems to be.

    Attributes
    ----------
    name, layout
        The table's name for people, and what one row is.
    source
        Its entry under ``sources``.
    questions
        Questions that its columns or cells name.
    groups
        Columns of groups by code of their grouping; ``overlapping`` are those of which one may hold several.
    codes
        Names of codes.
    refers
        The ids by which tables refer to each other (session, answer).
    """

    name: str
    layout: Layout
    source: dict[str, Any]
    questions: list[dict[str, Any]] = field(default_factory=list)
    groups: dict[str, Guessed] = field(default_factory=dict)
    overlapping: set[str] = field(default_factory=set)
    codes: list[str] = field(default_factory=list)
    refers: dict[str, pd.Series] = field(default_factory=dict)

    def shares(self, other: "Draft") -> float:
        """Return the share of another table's ids that this one has."""
        shares = [
            float(ids.isin(self.refers[key].tolist()).mean())
            for key, ids in other.refers.items()
            if key in self.refers
        ]
        return max(shares, default=0.0)


def slug(name: str, otherwise: str = "x") -> str:
    """Return a name as a short name: lower case letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or otherwise


def one_spelling(names: Iterable[str]) -> list[str]:
    """Return labels on one line each; of spellings that are one label, the first."""
    distinct: dict[str, str] = {}
    for name in names:
        distinct.setdefault(label_key(name), " ".join(name.split()))
    return list(distinct.values())


def unique_slugs(names: Iterable[str]) -> dict[str, str]:
    """Return a short name for each name; spellings that are one label are one name.

    No short name is also the label of another entry, which would make that label mean two.
    """
    distinct = {label_key(name): name for name in one_spelling(names)}
    made: dict[str, str] = {}
    for key, name in distinct.items():
        base, number = slug(name), 1
        code = base
        while code in made.values() or (label_key(code) != key and label_key(code) in distinct):
            number += 1
            code = f"{base}-{number}"
        made[name] = code
    return made


def draft_source(keys: dict[str, Any], columns: Sequence[Guessed]) -> Draft:
    """Guess what a table is.

    Parameters
    ----------
    keys
        Keys of the source that say how it is read.
    columns
        What its columns seem to hold.
    """
    layout = _layout(columns)
    name = re.sub(r"[_\W]+", " ", str(keys.get("sheet") or str(keys["file"]).rsplit(".", 1)[0])).strip()
    found = Draft(name or "responses", layout, {**keys, "layout": str(layout)})
    parts = _Parts(columns, found)
    match layout:
        case Layout.CODINGS:
            parts.codings()
        case Layout.SESSIONS:
            parts.sessions()
        case Layout.ANSWERS:
            parts.answers()
        case Layout.RESPONDENTS:
            parts.respondents()
    parts.finish()
    return found


def _layout(columns: Sequence[Guessed]) -> Layout:
    texts = [column for column in columns if column.guess is Guess.TEXT]
    ids = [column for column in columns if column.guess is Guess.ID]
    session = any(column.hints("session") for column in ids)
    if any(
        column.hints("code", "theme") and column.guess in (Guess.LABEL, Guess.OTHER, Guess.ID)
        for column in columns
    ) and any(column.hints("coder") for column in columns):
        return Layout.CODINGS
    if (
        session
        and any(column.hints("people", "attend", "participants", "method") for column in columns)
        and not texts
    ):
        return Layout.SESSIONS
    asked = any(column.guess is Guess.LABEL and column.hints("question") for column in columns)
    if len(texts) == 1 and (asked or session):
        return Layout.ANSWERS
    return Layout.RESPONDENTS


class _Parts:
    """Gives each column of a table its part; a column has one."""

    def __init__(self, columns: Sequence[Guessed], draft: Draft) -> None:
        self._columns = columns
        self._left = [column for column in columns if column.guess is not Guess.EMPTY]
        self._draft = draft
        self._map: dict[str, Any] = {}

    def _take(self, key: str, *guesses: Guess, hints: tuple[str, ...] = ()) -> Guessed | None:
        """Map the first column of these kinds, and with these hints in its header, to a key."""
        for column in self._left:
            if (not guesses or column.guess in guesses) and (not hints or column.hints(*hints)):
                self._left.remove(column)
                self._map[key] = column.header
                return column
        return None

    def codings(self) -> None:
        """One row a coding."""
        answer = self._take(
            "answer", Guess.ID, Guess.LABEL, hints=("answer", "note", "text", "response", "comment")
        )
        respondent = None if answer else self._take("respondent", Guess.ID, hints=("respondent",))
        found = answer or respondent or self._take("answer", Guess.ID) or self._take("answer")
        if found is not None:
            self._draft.refers["answer"] = found.cells
        self._take("coder", hints=("coder",))
        self._take("coded_on", Guess.DATE)
        code = self._take("code", hints=("code", "theme"))
        if code is not None:
            self._draft.codes = one_spelling(str(name) for name in code.cells.value_counts().index if name)

    def sessions(self) -> None:
        """One row a session."""
        session = self._take("session", Guess.ID, hints=("session",))
        if session is not None:
            self._draft.refers["session"] = session.cells
        self._take("held_on", Guess.DATE)
        self._take("method", Guess.LABEL, hints=("method", "type", "kind"))
        self._take("people", Guess.NUMBER, Guess.LABEL, hints=("people", "attend", "participants", "number"))
        self._attendance()
        self._groups(None)

    def _attendance(self) -> None:
        """Take columns of whole numbers for people present, a group a column."""
        counts = [
            column
            for column in self._left
            if column.guess in (Guess.NUMBER, Guess.LABEL, Guess.MARK)
            and all(value.isdigit() for value in column.distinct)
        ]
        if len(counts) < 2:
            return
        self._left = [column for column in self._left if column not in counts]
        headers = tuple(column.header for column in counts)
        self._draft.groups["present"] = Guessed("People present", Guess.LABEL, counts[0].cells, headers)
        self._draft.overlapping.add("present")
        columns = dict(zip(headers, unique_slugs(headers).values(), strict=True))
        self._map.setdefault("groups", {})["present"] = {"columns": columns}

    def answers(self) -> None:
        """One row an answer."""
        session = self._take("session", Guess.ID, Guess.LABEL, hints=("session",))
        if session is not None:
            self._draft.refers["session"] = session.cells
        respondent = self._take(
            "respondent", Guess.ID, hints=("respondent", "participant", "speaker", "user")
        )
        unique = next((each for each in self._left if each.guess is Guess.ID and each.is_unique), None)
        if unique is not None:
            self._left.remove(unique)
            self._map["answer"] = unique.header
            self._draft.refers["answer"] = unique.cells
        if respondent is None:
            respondent = self._take("respondent", Guess.ID)
        question = self._take("question", Guess.LABEL, hints=("question",))
        if question is not None:
            self._draft.questions = [
                {"code": f"q{number}", "text": wording}
                for number, wording in enumerate(one_spelling(question.distinct), start=1)
            ]
        self._take("text", Guess.TEXT)
        self._took_part(respondent)
        self._marks()

    def respondents(self) -> None:
        """One row a respondent."""
        unique = next((each for each in self._left if each.guess is Guess.ID and each.is_unique), None)
        if unique is not None:
            self._left.remove(unique)
            self._map["respondent"] = unique.header
        texts = [column for column in self._left if column.guess is Guess.TEXT]
        for number, column in enumerate(texts, start=1):
            self._left.remove(column)
            self._map.setdefault("questions", {})[f"q{number}"] = column.header
            self._draft.questions.append({"code": f"q{number}", "text": column.header})
        self._took_part(unique)
        if len(texts) == 1:
            self._marks()

    def _took_part(self, respondent: Guessed | None) -> None:
        self._take("received_on", Guess.DATE)
        self._take("channel", Guess.LABEL, hints=("channel",))
        self._groups(respondent)

    def _groups(self, respondent: Guessed | None) -> None:
        for column in [each for each in self._left if _names_groups(each)]:
            self._left.remove(column)
            code = slug(column.header, "group")
            while code in self._draft.groups:
                code += "-2"
            self._draft.groups[code] = column
            values: dict[str, Any] = {"column": column.header}
            if column.separator:
                values["separator"] = column.separator
            self._map.setdefault("groups", {})[code] = values
            if column.separator or _holds_several(respondent, column):
                self._draft.overlapping.add(code)

    def _marks(self) -> None:
        marks = [column for column in self._left if column.guess is Guess.MARK]
        if len(marks) < _FEWEST_MARKS:
            return
        self._left = [column for column in self._left if column not in marks]
        self._draft.codes = [column.header for column in marks]
        slugs = unique_slugs(self._draft.codes)
        by_key = {label_key(name): code for name, code in slugs.items()}
        columns = {column.header: by_key[label_key(column.header)] for column in marks}
        self._map["codes"] = {"columns": columns}

    def finish(self) -> None:
        """Write the map, the dates' forms and what was left over into the source."""
        source = self._draft.source
        mapped = [self._map.get(key) for key in ("received_on", "held_on", "coded_on")]
        forms = [form for column in self._columns if column.header in mapped for form in column.forms]
        if forms:
            source["date_formats"] = list(dict.fromkeys(forms))
        if self._left:
            left = ", ".join(f"{column.header} ({column.guess})" for column in self._left)
            source["#"] = [f"Columns without a part so far: {' '.join(left.split())}"]
        source["columns"] = self._map


def _holds_several(respondent: Guessed | None, column: Guessed) -> bool:
    if respondent is None:
        return False
    pairs = pd.DataFrame({"who": respondent.cells, "what": column.cells.map(label_key)})
    pairs = pairs[(pairs["who"] != "") & (pairs["what"] != "")].drop_duplicates()
    return bool(pairs["who"].duplicated().any())


def _names_groups(column: Guessed) -> bool:
    """Whether values can be the names of groups: short answers to a question may be people's own words."""
    asked = column.header.rstrip().endswith("?")
    short = all(len(value) <= _LONGEST_GROUP for value in column.distinct)
    return column.guess is Guess.LABEL and short and not asked
