from datetime import UTC, datetime

import pytest

from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.identity import Actor
from heard.store import (
    CodeEntry,
    Conflict,
    Store,
    add_code,
    apply_codings,
    code_history,
    colour_code,
    current_codebook,
    current_codings,
    define_code,
    merge_code,
    move_code,
    name_version,
    named_versions,
    place,
    remove_coding,
    rename_code,
    restore_code,
    retire_code,
    split_code,
)
from heard.store.codebook import Codebook

TEXT = "We waited a year for help"


def names(codebook: Codebook) -> list[str]:
    """The tree as it reads, a dot for each step down."""
    return ["." * depth + entry.name for entry, depth in codebook.walk()]


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def test_without_changes_it_is_the_consultations(store: Store, consultation: Consultation) -> None:
    codebook = current_codebook(store, consultation)
    assert names(codebook) == ["Help", "Staff"] == names(current_codebook(None, consultation))
    assert {entry.revision for entry in codebook.entries.values()} == {0}


def test_new_codes_stand_where_they_were_put_and_the_frame_says_so(
    store: Store, consultation: Consultation, ann: Actor
) -> None:
    def read() -> Codebook:
        return current_codebook(store, consultation)

    waiting = add_code(store, ann, read(), "Waiting, and waiting", parent="help", definition="For long.")
    add_code(store, ann, read(), "At night", parent=waiting.code)
    add_code(store, ann, read(), "Ärger!")
    assert names(read()) == ["Help", ".Waiting, and waiting", "..At night", "Staff", "Ärger!"]
    assert read().frame().astype(object).where(lambda frame: frame.notna(), None).to_numpy().tolist() == [
        ["help", "Help", "help", None, "", None],
        ["waiting-and-waiting", "Waiting, and waiting", "help", "help", "For long.", None],
        ["at-night", "At night", "help", "waiting-and-waiting", "", None],
        ["staff", "Staff", "staff", None, "", None],
        ["arger", "Ärger!", "arger", None, "", None],
    ]


@pytest.mark.parametrize(("name", "parent"), [("  ", None), ("HELP", None), ("New", "nowhere")])
def test_a_code_without_name_of_a_siblings_name_or_without_place_is_refused(
    store: Store, consultation: Consultation, ann: Actor, name: str, parent: str | None
) -> None:
    with pytest.raises(HeardError):
        add_code(store, ann, current_codebook(store, consultation), name, parent=parent)
    assert names(current_codebook(store, consultation)) == ["Help", "Staff"]


def test_a_rename_keeps_codings_and_the_old_name_is_in_the_past(
    store: Store, consultation: Consultation, ann: Actor
) -> None:
    codebook = current_codebook(store, consultation)
    before = now()
    rename_code(store, ann, codebook, codebook.entries["help"], "Getting help", "clearer")
    assert names(current_codebook(store, consultation)) == ["Getting help", "Staff"]
    assert names(current_codebook(store, consultation, before)) == ["Help", "Staff"]
    (renamed,) = code_history(store, "help")
    assert (renamed.deed, renamed.revision, renamed.actor, renamed.reason) == ("renamed", 1, "ann", "clearer")


def test_a_change_of_a_code_that_has_changed_is_refused_with_both_versions(
    store: Store, consultation: Consultation, ann: Actor, bob: Actor
) -> None:
    codebook = current_codebook(store, consultation)
    seen = codebook.entries["help"]
    theirs = define_code(store, bob, seen, "Any help")
    with pytest.raises(Conflict, match="changed by bob") as refused:
        rename_code(store, ann, codebook, seen, "Support")
    assert (refused.value.yours, refused.value.theirs) == (seen, theirs)
    assert code_history(store, "help") == [theirs]


def test_two_new_codes_of_one_name_are_one(
    store: Store, consultation: Consultation, ann: Actor, bob: Actor
) -> None:
    seen_by_both = current_codebook(store, consultation)
    add_code(store, ann, seen_by_both, "Housing")
    with pytest.raises(HeardError, match="of this name already"):
        add_code(store, bob, seen_by_both, "housing")


def test_a_merge_counts_for_the_other_code_and_can_be_taken_back(
    store: Store, consultation: Consultation, ann: Actor
) -> None:
    add_code(store, ann, current_codebook(store, consultation), "Rota", parent="staff")
    apply_codings(store, ann, [place("t", TEXT, "staff")])
    codebook = current_codebook(store, consultation)
    merged = merge_code(store, ann, codebook, codebook.entries["staff"], "help")
    after = current_codebook(store, consultation)
    assert names(after) == ["Help", ".Rota"]
    assert after.resolve("staff") == "help"
    assert current_codings(store, Frames.of())[0].code == "staff"
    restore_code(store, ann, after, merged)
    assert names(current_codebook(store, consultation)) == ["Help", "Staff", ".Rota"]


def test_a_merge_or_move_into_oneself_is_refused(
    store: Store, consultation: Consultation, ann: Actor
) -> None:
    add_code(store, ann, current_codebook(store, consultation), "Rota", parent="staff")
    codebook = current_codebook(store, consultation)
    for into in ("staff", "rota"):
        with pytest.raises(HeardError, match="itself"):
            merge_code(store, ann, codebook, codebook.entries["staff"], into)
        with pytest.raises(HeardError, match="itself"):
            move_code(store, ann, codebook, codebook.entries["staff"], into)


def test_a_move_takes_what_is_below_along(store: Store, consultation: Consultation, ann: Actor) -> None:
    add_code(store, ann, current_codebook(store, consultation), "Rota", parent="staff")
    codebook = current_codebook(store, consultation)
    moved = move_code(store, ann, codebook, codebook.entries["staff"], "help")
    assert names(current_codebook(store, consultation)) == ["Help", ".Staff", "..Rota"]
    move_code(store, ann, current_codebook(store, consultation), moved, None)
    assert names(current_codebook(store, consultation)) == ["Help", "Staff", ".Rota"]


def test_a_split_gives_each_part_its_codings_and_the_rest_stays(
    store: Store, consultation: Consultation, ann: Actor
) -> None:
    codings = apply_codings(store, ann, [place("t", TEXT, "help", at, at + 2) for at in range(3)])
    codebook = current_codebook(store, consultation)
    early, late = split_code(
        store, ann, codebook, codebook.entries["help"], {"Early": codings[:1], "Late": codings[1:2]}
    )
    assert names(current_codebook(store, consultation)) == ["Help", ".Early", ".Late", "Staff"]
    present = {each.coding_id: each.code for each in current_codings(store, Frames.of())}
    assert [present[each.coding_id] for each in codings] == [early.code, late.code, "help"]


def test_a_split_of_codings_that_have_changed_splits_nothing(
    store: Store, consultation: Consultation, ann: Actor, bob: Actor
) -> None:
    codings = apply_codings(store, ann, [place("t", TEXT, "help")])
    remove_coding(store, bob, codings[0])
    codebook = current_codebook(store, consultation)
    with pytest.raises(Conflict):
        split_code(store, ann, codebook, codebook.entries["help"], {"Early": codings})
    assert names(current_codebook(store, consultation)) == ["Help", "Staff"]


def test_only_a_code_that_nothing_hangs_on_is_retired(
    store: Store, consultation: Consultation, ann: Actor
) -> None:
    (coding,) = apply_codings(store, ann, [place("t", TEXT, "help")])
    codebook = current_codebook(store, consultation)
    with pytest.raises(HeardError, match="1 codings"):
        retire_code(store, ann, codebook, codebook.entries["help"], [coding])
    retire_code(store, ann, codebook, codebook.entries["staff"], [coding])
    after = current_codebook(store, consultation)
    assert names(after) == ["Help"]
    assert after.resolve("staff") is None


def test_a_colour_is_a_colour(store: Store, consultation: Consultation, ann: Actor) -> None:
    seen = current_codebook(store, consultation).entries["help"]
    assert colour_code(store, ann, seen, "#12AbEf").colour == "#12abef"
    with pytest.raises(HeardError, match="no colour"):
        colour_code(store, ann, seen, "red")


def test_a_named_version_can_be_asked_for_later(store: Store, consultation: Consultation, ann: Actor) -> None:
    name_version(store, ann, "as piloted", "after the first ten texts")
    add_code(store, ann, current_codebook(store, consultation), "Housing")
    (version,) = named_versions(store).itertuples()
    assert (version.name, version.actor, version.reason) == ("as piloted", "ann", "after the first ten texts")
    piloted = current_codebook(store, consultation, version.at.to_pydatetime())
    assert names(piloted) == ["Help", "Staff"]
    with pytest.raises(HeardError, match="there already"):
        name_version(store, ann, "as piloted")


def test_a_circle_between_file_and_store_has_no_top_and_is_cut() -> None:
    def entry(code: str, parent: str | None) -> CodeEntry:
        return CodeEntry(code, 1, "moved", code, "", parent, "", 0, None, None, "ann", None, "")

    codebook = Codebook({"a": entry("a", "b"), "b": entry("b", "a"), "c": entry("c", "a")})
    assert sorted(code.code for code, _ in codebook.walk()) == ["a", "b", "c"]
