"""A project becomes a consultation, its codings go to the store, and all of it comes out again."""

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.exchange.incoming import import_project
from heard.exchange.outgoing import project_of
from heard.exchange.sources import write_consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.intake import read_consultation
from heard.refi import (
    About,
    Case,
    Code,
    Coding,
    Left,
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
from heard.store import (
    Store,
    apply_codings,
    current_codebook,
    current_codings,
    current_memos,
    open_store,
    place,
    remove_coding,
)

ANN = Actor("ann", "login")
AT = datetime(2021, 5, 3, 10, 30, 15)
FIRST, SECOND = "Wir warteten 🙂 ein Jahr.\r\nAuf Hilfe.", "Nobody asked us."


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


PROJECT = Project(
    name="Interviews",
    origin="Another tool 1.0",
    users=(User(guid(1), "Eva", "EV"), User(guid(2), "Ben")),
    codes=(
        Code(guid(10), "Wait", "Any waiting", "#aa0000", False, (Code(guid(11), "A year"),)),
        Code(guid(12), "Being asked"),
    ),
    variables=(
        Variable(guid(20), "Role"),
        Variable(guid(21), "Born", "Date"),
        Variable(guid(22), "Score", "Float"),
    ),
    cases=(
        Case(
            guid(30),
            "P1",
            "First",
            (
                VariableValue(guid(20), "Parent"),
                VariableValue(guid(21), date(1980, 2, 1)),
                VariableValue(guid(22), Decimal("1.50")),
            ),
            source_guids=(guid(40),),
        ),
        Case(guid(31), "P2", values=(VariableValue(guid(20), "Worker"),), source_guids=(guid(41),)),
    ),
    sources=(
        Source(guid(40), "Interview 1", FIRST, description="By phone", made=Made(guid(1), AT)),
        Source(guid(41), "Interview 2", SECOND),
    ),
    selections=(
        Selection(guid(50), guid(40), 4, 24, "quote", made=Made(guid(1), AT, guid(2), AT)),
        Selection(guid(51), guid(41), 0, 6),
    ),
    codings=(
        Coding(guid(60), guid(40), guid(11), 4, 24, guid(50), guid(1), AT),
        Coding(guid(61), guid(40), guid(10), 4, 24, guid(50), guid(2), AT),
        Coding(guid(62), guid(41), guid(12), user_guid=guid(2), at=AT),
    ),
    notes=(
        Note(guid(70), "Idea", "Compare with P2.", about=(About("code", guid(11)),), made=Made(guid(1), AT)),
        Note(guid(71), "", "Laughs.", about=(About("selection", guid(50)),), made=Made(guid(2), AT)),
    ),
    sets=(Set(guid(80), "Pilot", source_guids=(guid(40),)),),
    left=(Left("pictures", guid(90), "only texts are taken", 3),),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    write_consultation(PROJECT, tmp_path / "interviews")
    return tmp_path / "interviews"


@pytest.fixture
def consultation(folder: Path) -> Consultation:
    return load_consultation(folder)


@pytest.fixture
def frames(folder: Path, consultation: Consultation) -> Frames:
    return read_consultation(folder, consultation).frames


@pytest.fixture
def store(folder: Path, consultation: Consultation) -> Store:
    return open_store(folder, consultation)


def test_sources_and_cases_become_texts_respondents_and_groups(
    frames: Frames, consultation: Consultation
) -> None:
    assert frames.texts["text"].tolist() == [FIRST, SECOND]
    held = frames.memberships[["grouping", "group"]].to_numpy().tolist()
    assert held == [["role", "parent"], ["role", "worker"]]
    assert not consultation.synthetic
    assert frames.codes[["code", "parent", "definition"]].fillna("").to_numpy().tolist() == [
        ["wait", "", "Any waiting"],
        ["a-year", "wait", ""],
        ["being-asked", "", ""],
    ]


def test_a_consultation_is_not_written_over(folder: Path) -> None:
    with pytest.raises(HeardError, match="consultation already"):
        write_consultation(PROJECT, folder)


def test_codings_and_memos_go_to_the_store_with_whose_they_are_and_since_when(
    store: Store, frames: Frames, consultation: Consultation
) -> None:
    taken = import_project(PROJECT, store, ANN, frames, consultation)
    assert taken.added == {"codings": 3, "memos": 2}
    assert taken.recognised == {"codes": 3, "texts": 2}
    assert [(each.what, each.number) for each in taken.left] == [("pictures", 3)]
    codings = {each.coding_id: each for each in current_codings(store, frames)}
    first = codings[guid(60)]
    assert (first.code, first.coder, first.coded_at, first.actor, first.origin) == (
        "a-year",
        "Eva",
        AT,
        "ann",
        "import",
    )
    assert first.anchor.quote == FIRST[4:24]
    assert codings[guid(62)].start is None
    memos = {memo.memo_id: memo for memo in current_memos(store)}
    assert (memos[guid(70)].about, memos[guid(70)].about_id, memos[guid(70)].author) == (
        "code",
        "a-year",
        "Eva",
    )
    assert (memos[guid(71)].about, memos[guid(71)].about_id) == ("coding", guid(60))


def test_what_comes_again_is_recognised_and_what_was_taken_off_stays_off(
    store: Store, frames: Frames, consultation: Consultation
) -> None:
    import_project(PROJECT, store, ANN, frames, consultation)
    remove_coding(
        store, ANN, next(each for each in current_codings(store, frames) if each.coding_id == guid(62))
    )
    again = import_project(PROJECT, store, ANN, frames, consultation)
    assert again.added["codings"] == again.added["codes"] == again.added["memos"] == 0
    assert again.recognised == {"codes": 3, "texts": 2, "codings": 3, "memos": 2}
    assert len(current_codings(store, frames)) == 2


def test_everything_that_came_in_goes_out_as_it_came(
    store: Store, frames: Frames, consultation: Consultation
) -> None:
    import_project(PROJECT, store, ANN, frames, consultation)
    out = project_of(frames, consultation, store)
    for name in ("users", "codes", "variables", "cases", "sources", "selections", "codings", "notes", "sets"):
        one, other = (sorted(getattr(each, name), key=lambda part: part.guid) for each in (PROJECT, out))
        assert one == other, name
    changed = dataclasses.replace(PROJECT, codings=PROJECT.codings[:2])
    assert changed.codings != out.codings


def test_our_own_codings_go_out_and_are_recognised_when_they_come_back(
    store: Store, frames: Frames, consultation: Consultation
) -> None:
    text_id = frames.texts["text_id"].iloc[1]
    apply_codings(store, ANN, [place(text_id, SECOND, "wait", 0, 6)])
    out = project_of(frames, consultation, store)
    (coding,) = out.codings
    (selection,) = out.selections
    assert (coding.start, coding.end, coding.selection_guid) == (0, 6, selection.guid)
    assert [user.name for user in out.users] == ["ann"]
    back = import_project(out, store, ANN, frames, consultation)
    assert back.added["codings"] == back.added["codes"] == 0
    assert back.recognised == {"codes": 3, "texts": 2, "codings": 1}


def test_into_another_consultation_codes_are_added_and_texts_found_by_their_words(
    small_consultation: Path, folder: Path
) -> None:
    assert folder
    described = load_consultation(small_consultation)
    frames = read_consultation(small_consultation, described).frames
    store = open_store(small_consultation, described)
    row = frames.texts.iloc[2]
    project = Project(
        name="Other",
        users=(User(guid(1), "Eva"),),
        codes=(Code(guid(10), "HELP", children=(Code(guid(11), "At night"),)), Code(guid(12), "New one")),
        sources=(Source(guid(40), "Any", row["text"]), Source(guid(41), "Not here", "Something else")),
        codings=(
            Coding(guid(60), guid(40), guid(11), 0, 4, "", guid(1)),
            Coding(guid(61), guid(41), guid(12), 0, 4, "", guid(1)),
        ),
    )
    taken = import_project(project, store, ANN, frames, described)
    assert taken.added == {"codes": 2, "codings": 1}
    assert {(each.what, each.why) for each in taken.left} == {
        ("sources", "no text here is the same"),
        ("codings", "their source was left"),
        ("names of codes", "the code has another name here, which stays"),
    }
    tree = [(entry.name, depth) for entry, depth in current_codebook(store, described).walk()]
    assert tree == [("Help", 0), ("At night", 1), ("Staff", 0), ("New one", 0)]
