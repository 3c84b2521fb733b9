"""What a person does at the release desk, without a browser."""

from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from heard.errors import HeardError
from heard.store import Conflict, approved_quotes, quotation_history
from heard.widgets.release_desk import ReleaseDesk
from heard.widgets.release_desk.candidates import Asked
from tests.unit.widgets.release_desk.conftest import WAITED, Sit, take


def published(desk: ReleaseDesk) -> list[tuple[str, str, str, str]]:
    texts = pd.DataFrame({"text_id": desk.texts.keys(), "text": desk.texts.values()})
    found = approved_quotes(desk.store, desk.approvers, texts)
    return list(found[["words", "about", "who", "origin"]].itertuples(index=False, name=None))


def place_of(desk: ReleaseDesk, words: str) -> tuple[int, int]:
    """Return where words stand in the text in hand."""
    at = desk.texts[desk.in_hand.text_id].index(words)
    return at, at + len(words)


def test_a_candidate_is_approved_in_the_wording_that_the_machine_proposes(ann: ReleaseDesk) -> None:
    take(ann)
    assert ann.in_hand.wording.words == "We waited [duration] for help"
    assert (ann.in_hand.revision, ann.state_of(ann.in_hand.place)) == (0, "candidates")
    ann.judge("approved")
    assert ann.state_of(ann.in_hand.place) == "approved"
    # three parents are fewer than are shown, so the speaker is not described
    assert published(ann) == [("We waited [duration] for help", "Theme: Help", "", "drawn")]


def test_more_is_hidden_and_shown_again_and_each_change_awaits_anew(ann: ReleaseDesk) -> None:
    take(ann)
    ann.judge("approved")
    ann.hide(*place_of(ann, "We"))
    assert ann.in_hand.wording.words == "[…] waited [duration] for help"
    assert published(ann) == []
    ann.show(*place_of(ann, "year"))
    assert ann.in_hand.wording.words == "[…] waited a year for help"
    ann.judge("approved")
    assert [row[0] for row in published(ann)] == ["[…] waited a year for help"]
    with pytest.raises(HeardError, match="nothing is hidden there"):
        ann.show(*place_of(ann, "waited"))
    with pytest.raises(HeardError, match="nothing of the quotation is selected"):
        ann.hide(5, 5)


def test_undo_goes_back_act_by_act_to_a_candidate(ann: ReleaseDesk) -> None:
    take(ann)
    place = ann.in_hand.place
    ann.put_forward()
    ann.hide(*place_of(ann, "We"))
    ann.judge("rejected", "it names somebody")
    ann.move(1 if ann.position == 0 else -1)
    assert ann.undo().label == "Rejected"
    assert ann.in_hand.place == place
    assert ann.state_of(place) == "awaiting"
    ann.undo()
    assert ann.in_hand.wording.words == "We waited [duration] for help"
    ann.undo()
    assert ann.state_of(place) == "candidates"
    with pytest.raises(HeardError, match="nothing to undo"):
        ann.undo()
    assert len(quotation_history(ann.store, place)) == 6
    ann.judge("approved")
    assert len(published(ann)) == 1


def test_an_undo_that_the_store_did_not_save_is_still_to_be_done(ann: ReleaseDesk) -> None:
    take(ann)
    ann.put_forward()
    ann.hide(*place_of(ann, "We"))
    with ann.store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE acts RENAME TO out_of_reach"))
    with pytest.raises(HeardError, match="the database did not answer"):
        ann.undo()
    with ann.store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE out_of_reach RENAME TO acts"))
    assert ann.undo().label == "Hidden"


@pytest.mark.usefixtures("two_approvers")
def test_a_second_person_sees_the_wording_and_approves_it_or_changes_it(sit: Sit) -> None:
    ann, bob = sit("ann"), sit("bob")
    take(ann)
    ann.judge("approved")
    with pytest.raises(HeardError, match="approved this wording already"):
        ann.judge("approved")
    assert ann.state_of(ann.in_hand.place) == "second"
    bob.refresh()
    bob.choose_list("second")
    assert bob.original == WAITED
    assert bob.in_hand.wording == ann.in_hand.wording
    bob.hide(*place_of(bob, "We"))
    bob.judge("approved")
    assert published(ann) == []
    ann.refresh()
    ann.judge("approved")
    assert [row[0] for row in published(ann)] == ["[…] waited [duration] for help"]


def test_what_somebody_judged_meanwhile_is_seen_and_not_overwritten(sit: Sit) -> None:
    ann, bob = sit("ann"), sit("bob")
    take(ann)
    take(bob)
    ann.judge("rejected", "her story is known")
    with pytest.raises(Conflict):
        bob.judge("approved")
    assert bob.state_of(bob.in_hand.place) == "rejected"
    with pytest.raises(HeardError, match="ann rejected"):
        bob.hide(*place_of(bob, "We"))
    assert published(bob) == []


def test_undo_leaves_what_somebody_else_did_since(sit: Sit) -> None:
    ann, bob = sit("ann"), sit("bob")
    take(ann)
    ann.put_forward()
    bob.refresh()
    bob.choose_list("awaiting")
    bob.judge("approved")
    ann.refresh()
    with pytest.raises(HeardError, match="somebody else"):
        ann.undo()
    assert len(published(ann)) == 1
    with pytest.raises(HeardError, match="nothing to undo"):  # it stands in the way of nothing before it
        ann.undo()


def test_words_are_selected_and_quoted_and_that_is_kept(ann: ReleaseDesk) -> None:
    take(ann)
    start, end = place_of(ann, " a year for")
    ann.quote(start, end)
    assert ann.in_hand.place[1:] == (10, 20)  # without the spaces around it
    assert ann.in_hand.wording.words == "[duration] for"
    assert ann.state_of(ann.in_hand.place) == "awaiting"
    assert ann.places[ann.position] == ann.in_hand.place
    ann.judge("approved")
    assert published(ann) == [("[duration] for", "Theme: Help", "", "selected")]
    with pytest.raises(HeardError, match="no words are selected"):
        ann.quote(9, 10)


def test_what_was_found_by_searching_says_so(ann: ReleaseDesk) -> None:
    ann.choose_list("candidates", Asked(words="waited"))
    ann.judge("approved")
    assert published(ann)[0][3] == "searched"


def test_how_the_speaker_is_described_and_where_it_is_shown_are_part_of_what_is_approved(
    ann: ReleaseDesk,
) -> None:
    take(ann, "Help")  # coded help and staff
    assert ann.themes_to_choose() == ["help", "staff"]
    ann.judge("approved")
    ann.describe(" A   worker ")
    assert published(ann) == []
    ann.show_under("staff")
    ann.judge("approved")
    assert [row[1:3] for row in published(ann)] == [("Theme: Staff", "A worker")]
    ann.show_under("")
    assert ann.in_hand.wording.about == "Call for advice"
    with pytest.raises(HeardError, match="not coded so"):
        ann.show_under("other")


def test_lists_hold_what_is_in_that_state_and_stay_while_one_works_through_them(ann: ReleaseDesk) -> None:
    assert len(ann.places) == 4
    take(ann)
    ann.judge("rejected", "too long")
    assert len(ann.places) == 4
    ann.choose_list("candidates")
    assert len(ann.places) == 3
    ann.choose_list("rejected", Asked(theme="help"))
    assert ann.original == WAITED
    ann.choose_list("rejected", Asked(theme="staff"))
    assert ann.place is None
    with pytest.raises(HeardError, match="no quotation in hand"):
        ann.judge("approved")
    with pytest.raises(HeardError, match="last of the list"):
        ann.move(1)
    with pytest.raises(HeardError, match="no such list"):
        ann.choose_list("dance")


def test_a_small_group_is_warned_of_and_not_proposed_as_a_description(
    sit: Sit, small_consultation: Path
) -> None:
    ann = sit("ann")
    take(ann)
    (warning,) = ann.warnings()
    assert warning.startswith("Parent: 3 people in this consultation.")
    file = small_consultation / "consultation.yml"
    rule = "disclosure: {preset: own, hide_up_to: 1}\n"
    file.write_text(file.read_text(encoding="utf-8") + rule, encoding="utf-8")
    ann = sit("ann")
    take(ann)
    assert ann.warnings() == []
    assert ann.in_hand.wording.who == "Parent"


def test_whoever_looks_at_a_part_of_what_was_rejected_is_told_so(sit: Sit) -> None:
    ann, bob = sit("ann"), sit("bob")
    take(ann)
    ann.judge("rejected", "her story is known")
    bob.refresh()
    bob.choose_list("rejected")
    assert all("rejected" not in words for words in bob.warnings())  # which it says elsewhere
    bob.quote(*place_of(bob, "waited a year"))
    assert bob.warnings()[-1] == "ann rejected a quotation with words of this one: her story is known"
    bob.choose_list("candidates")
    assert all("rejected" not in words for words in bob.warnings())


def test_a_text_that_has_changed_takes_what_was_decided_with_it(sit: Sit, small_consultation: Path) -> None:
    ann = sit("ann")
    take(ann)
    ann.judge("approved")
    answers = small_consultation / "answers.csv"
    changed = answers.read_text(encoding="utf-8").replace("a year for help", "two years for it")
    answers.write_text(changed, encoding="utf-8")
    ann = sit("ann")
    assert published(ann) == []
    ann.choose_list("changed")
    assert ann.in_hand.wording.words == "We waited [duration] for help"
    with pytest.raises(HeardError, match="the text has changed"):
        ann.judge("approved")
    ann.quote(0, 25)
    assert ann.in_hand.wording.words == "We waited two years for i"
    ann.judge("approved")
    assert [row[0] for row in published(ann)] == ["We waited two years for i"]


def test_the_machine_reads_a_text_when_it_is_looked_at_and_once(
    ann: ReleaseDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    find = ann._proposals._find
    monkeypatch.setattr(
        ann._proposals, "_find", lambda texts: (read.extend(texts["text_id"]), find(texts))[1]
    )
    first, second = ann.places[0][0], ann.places[1][0]
    for _ in range(3):
        assert ann.in_hand.place[0] == first
    ann.look_ahead()
    ann.move(1)
    assert ann.in_hand.place[0] == second
    assert read == [first, second]
