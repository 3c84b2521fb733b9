"""Projects of every kind that the model can hold, for properties that must hold of all of them."""

import string
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from heard.refi import (
    About,
    Case,
    Code,
    Coding,
    Made,
    Note,
    Project,
    Selection,
    Set,
    Source,
    User,
    Variable,
    VariableValue,
)
from heard.refi.model import SOURCE_KINDS, VARIABLE_TYPES

GUIDS = st.uuids().map(str)
# All that XML can hold; what it cannot has a test of its own.
_LETTERS = st.one_of(
    st.sampled_from("ab \t\r\n<>&\"'\u00e9\ufeff\u2028\U0001f600\U0001f1ed\u0301"),
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
)
WORDS = st.text(_LETTERS, max_size=12)
TEXTS = st.one_of(
    st.just(""),
    st.text(st.one_of(_LETTERS, st.characters(codec="utf-8")), min_size=1, max_size=40),
    st.lists(WORDS, max_size=5).map("\r\n".join),
    WORDS.map("\ufeff{}".format),
)
TIMES = st.none() | st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
)
MADES = st.builds(Made, st.just("") | GUIDS, TIMES, st.just("") | GUIDS, TIMES)
_COLOURS = st.just("") | st.text(string.hexdigits[:16], min_size=6, max_size=6).map("#{}".format)
_LEAVES = st.builds(Code, GUIDS, WORDS, WORDS, _COLOURS, st.booleans())
CODES = st.recursive(
    _LEAVES,
    lambda below: st.builds(
        Code, GUIDS, WORDS, WORDS, _COLOURS, st.booleans(), st.lists(below, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=8,
)
_VALUES = {
    "Text": WORDS,
    "Boolean": st.booleans(),
    "Integer": st.integers(),
    "Float": st.decimals(min_value=Decimal("-1e20"), max_value=Decimal("1e20")),
    "Date": st.dates(min_value=date(1900, 1, 1)),
    "DateTime": TIMES.filter(bool),
}


def flat(codes: tuple[Code, ...]) -> list[Code]:
    return [each for code in codes for each in (code, *flat(code.children))]


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project whose every reference is to something that it holds."""
    codes = tuple(draw(st.lists(CODES, max_size=3)))
    known = [code.guid for code in flat(codes)]
    variables = [Variable(draw(GUIDS), kind, kind, draw(WORDS)) for kind in VARIABLE_TYPES]
    sources = tuple(_source(draw, variables) for _ in range(draw(st.integers(0, 3))))
    selections: list[Selection] = []
    codings: list[Coding] = []
    for source in sources:
        for _ in range(draw(st.integers(0, 4)) if source.text else 0):
            _segment(draw, source, known, selections, codings)
        if known:
            codings += [_coding(draw, source.guid, known) for _ in range(draw(st.integers(0, 2)))]
    notes = tuple(_note(draw, known, sources, selections, codings) for _ in range(draw(st.integers(0, 3))))
    cases = tuple(_case(draw, variables, known, sources, selections) for _ in range(draw(st.integers(0, 2))))
    return Project(
        name=draw(WORDS),
        users=tuple(draw(st.lists(st.builds(User, GUIDS, WORDS, WORDS), max_size=2))),
        codes=codes,
        variables=tuple(variables),
        cases=cases,
        sources=sources,
        selections=tuple(selections),
        codings=tuple(codings),
        notes=notes,
        sets=tuple(_set(draw, known, sources, notes) for _ in range(draw(st.integers(0, 2)))),
        description=draw(WORDS),
        made=draw(MADES),
    )


def _some(draw: st.DrawFn, of: list[str]) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(of), unique=True, max_size=3))) if of else ()


def _values(draw: st.DrawFn, variables: list[Variable]) -> tuple[VariableValue, ...]:
    chosen = [variable for variable in variables if draw(st.booleans())]
    return tuple(
        VariableValue(variable.guid, draw(st.none() | _VALUES[variable.type])) for variable in chosen
    )


def _source(draw: st.DrawFn, variables: list[Variable]) -> Source:
    kind = draw(st.sampled_from(SOURCE_KINDS))
    text = draw(TEXTS)
    text_guid = draw(GUIDS) if text and kind != "text" else ""
    return Source(
        draw(GUIDS), draw(WORDS), text, kind, text_guid, draw(WORDS), draw(MADES), _values(draw, variables)
    )


def _segment(
    draw: st.DrawFn, source: Source, known: list[str], selections: list[Selection], codings: list[Coding]
) -> None:
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start + 1, len(source.text)))
    made = draw(MADES)
    selection = Selection(draw(GUIDS), source.guid, start, end, draw(WORDS), draw(WORDS), made)
    selections.append(selection)
    if known:
        for _ in range(draw(st.integers(0, 2))):
            codings.append(_coding(draw, source.guid, known, start, end, selection.guid))


def _coding(
    draw: st.DrawFn,
    source: str,
    known: list[str],
    start: int | None = None,
    end: int | None = None,
    selection: str = "",
) -> Coding:
    code = draw(st.sampled_from(known))
    return Coding(draw(GUIDS), source, code, start, end, selection, draw(st.just("") | GUIDS), draw(TIMES))


def _note(
    draw: st.DrawFn,
    known: list[str],
    sources: tuple[Source, ...],
    selections: list[Selection],
    codings: list[Coding],
) -> Note:
    things = [About("project")] + [About("code", guid) for guid in known]
    for kind, each in (("source", sources), ("selection", selections), ("coding", codings)):
        things += [About(kind, one.guid) for one in each]
    about = tuple(sorted(draw(st.lists(st.sampled_from(things), unique=True, max_size=3))))
    return Note(draw(GUIDS), draw(WORDS), draw(TEXTS), draw(WORDS), about, draw(MADES))


def _case(
    draw: st.DrawFn,
    variables: list[Variable],
    known: list[str],
    sources: tuple[Source, ...],
    selections: list[Selection],
) -> Case:
    return Case(
        draw(GUIDS),
        draw(WORDS),
        draw(WORDS),
        _values(draw, variables),
        _some(draw, known),
        _some(draw, [source.guid for source in sources]),
        _some(draw, [selection.guid for selection in selections]),
    )


def _set(draw: st.DrawFn, known: list[str], sources: tuple[Source, ...], notes: tuple[Note, ...]) -> Set:
    return Set(
        draw(GUIDS),
        draw(WORDS),
        draw(WORDS),
        _some(draw, known),
        _some(draw, [source.guid for source in sources]),
        _some(draw, [note.guid for note in notes]),
    )


def example() -> Project:
    """Return a project with one of everything."""

    def guid(number: int) -> str:
        return str(uuid.UUID(int=number))

    at = datetime(2021, 6, 1, 10, tzinfo=UTC)
    made = Made(guid(1), at, guid(1), at)
    text = "We \U0001f600 had help,\r\ntwice."
    others = list(enumerate(SOURCE_KINDS))[1:]
    return Project(
        name="Review",
        users=(User(guid(1), "Ann", "A"),),
        codes=(Code(guid(2), "Help", "Any help", "#ff8800", True, (Code(guid(3), "At night"),)),),
        variables=tuple(Variable(guid(10 + row), kind, kind) for row, kind in enumerate(VARIABLE_TYPES)),
        cases=(
            Case(
                guid(20),
                "P1",
                "A parent",
                (
                    VariableValue(guid(10), "North"),
                    VariableValue(guid(11), True),
                    VariableValue(guid(12), 42),
                    VariableValue(guid(13), Decimal("0.5")),
                    VariableValue(guid(14), date(2021, 6, 1)),
                    VariableValue(guid(15), at),
                ),
                (guid(2),),
                (guid(30),),
                (guid(40),),
            ),
        ),
        sources=(
            Source(guid(30), "Notes", text, made=made, values=(VariableValue(guid(10), "x"),)),
            *(Source(guid(30 + row), kind, text, kind, guid(35 + row)) for row, kind in others),
        ),
        selections=tuple(
            Selection(guid(40 + row), guid(30 + row), 9, 13, "help", "Said") for row in range(5)
        ),
        codings=tuple(
            each
            for row in range(5)
            for each in (
                Coding(guid(50 + row), guid(30 + row), guid(2), 9, 13, guid(40 + row), guid(1), at),
                Coding(guid(60 + row), guid(30 + row), guid(3), user_guid=guid(1), at=at),
            )
        ),
        notes=(
            Note(
                guid(70),
                "Memo",
                "Look\r\nagain",
                "Why",
                tuple(
                    sorted(
                        (
                            About("project"),
                            About("code", guid(2)),
                            About("source", guid(30)),
                            About("selection", guid(40)),
                            About("coding", guid(50)),
                        )
                    )
                ),
            ),
        ),
        sets=(Set(guid(80), "All", "", (guid(2),), (guid(30),), (guid(70),)),),
        description="A review",
        made=made,
    )
