"""Words may be quoted when enough different people approved just that wording, and only then."""

from dataclasses import replace

import pandas as pd
import pytest
import sqlalchemy as sa

from heard.errors import HeardError
from heard.identity import Actor
from heard.store import (
    Conflict,
    Hidden,
    Quotation,
    Store,
    Wording,
    approved_quotes,
    audit_trail,
    current_approvals,
    current_quotations,
    judge_quote,
    new_quotation,
    quotation_history,
    take_back,
    word_quote,
)

TEXT = "We waited for Aoife a year. She left."
TEXTS = pd.DataFrame({"text_id": ["t", "u"], "text": [TEXT, "Another text"]})
MACHINE = Wording(
    "We waited for [Person 1] a year.",
    (Hidden(14, 19, "[Person 1]", "person"),),
    "help",
    "Theme: Help",
    "Parents",
)
MORE = Wording("We waited for [Person 1] […].", (*MACHINE.hidden, Hidden(20, 26, "[…]", "hand")), "help")


def quote(wording: Wording = MACHINE) -> Quotation:
    return new_quotation("t", TEXT, 0, 27, wording, "drawn")


def published(store: Store, approvers: int, texts: pd.DataFrame = TEXTS) -> list[str]:
    return approved_quotes(store, approvers, texts)["words"].tolist()


def test_one_approval_publishes_where_one_is_asked_for_and_waits_where_two_are(
    store: Store, ann: Actor, bob: Actor
) -> None:
    forward = word_quote(store, ann, quote(), MACHINE)
    assert published(store, 1) == []
    approved = judge_quote(store, ann, forward, "approved")
    assert published(store, 1) == ["We waited for [Person 1] a year."]
    assert published(store, 2) == []
    assert current_approvals(store, 2, TEXTS)["verdict"].tolist() == ["awaiting"]
    assert current_approvals(store, 2, TEXTS)["words"].tolist() == [""]

    with pytest.raises(HeardError, match="approved this wording already"):
        judge_quote(store, ann, approved, "approved")
    second = judge_quote(store, bob, approved, "approved")
    (row,) = approved_quotes(store, 2, TEXTS).to_dict("records")
    assert row == {
        "text_id": "t",
        "start": 0,
        "end": 27,
        "words": "We waited for [Person 1] a year.",
        "code": "help",
        "about": "Theme: Help",
        "who": "Parents",
        "origin": "drawn",
        "approved_by": "ann; bob",
        "approved_at": second.at,
    }
    (verdict,) = current_approvals(store, 2, TEXTS).to_dict("records")
    assert (verdict["verdict"], verdict["words"]) == ("approved", row["words"])


def test_other_words_need_approval_anew(store: Store, ann: Actor, bob: Actor) -> None:
    approved = judge_quote(store, ann, quote(), "approved")
    changed = word_quote(store, bob, approved, MORE)
    assert published(store, 1) == []
    # bob changed it and approves it: that is one, and ann's approval was of other words
    judge_quote(store, bob, changed, "approved")
    assert published(store, 2) == []
    assert published(store, 1) == [MORE.words]


@pytest.mark.parametrize(
    "other", [{"who": "The only judge"}, {"about": "Theme: Staff"}, {"words": "We waited."}]
)
def test_an_approval_cannot_be_carried_over_to_anything_else_a_reader_would_see(
    store: Store, ann: Actor, bob: Actor, other: dict[str, str]
) -> None:
    approved = judge_quote(store, ann, quote(), "approved")
    forged = replace(approved, wording=replace(approved.wording, **other))
    judge_quote(store, bob, forged, "approved")
    assert published(store, 2) == []


def test_an_approval_that_nobody_gave_does_not_count(store: Store, ann: Actor, bob: Actor) -> None:
    approved = judge_quote(store, ann, quote(), "approved")
    made_up = replace(quote(), approvals=approved.approvals, start=3)
    judge_quote(store, bob, made_up, "approved")
    assert published(store, 2) == []


def test_a_rejection_needs_a_reason_stops_the_quotation_and_is_lifted_with_one(
    store: Store, ann: Actor, bob: Actor
) -> None:
    approved = judge_quote(store, ann, quote(), "approved")
    with pytest.raises(HeardError, match="a rejection needs a reason"):
        judge_quote(store, bob, approved, "rejected", "  ")
    rejected = judge_quote(store, bob, approved, "rejected", "her story is known")
    assert published(store, 1) == []
    (row,) = current_approvals(store, 1, TEXTS).itertuples()
    assert (row.verdict, row.actor, row.reason, row.revision) == ("rejected", "bob", "her story is known", 2)

    with pytest.raises(HeardError, match="bob rejected this quotation"):
        judge_quote(store, ann, rejected, "approved")
    with pytest.raises(HeardError, match="bob rejected this quotation"):
        word_quote(store, ann, rejected, MORE)
    with pytest.raises(HeardError, match="needs a reason"):
        judge_quote(store, ann, rejected, "awaiting")
    lifted = judge_quote(store, ann, rejected, "awaiting", "it was in the papers")
    assert lifted.approvals == ()
    judge_quote(store, ann, lifted, "approved")
    assert published(store, 1) == [MACHINE.words]


def test_whoever_rejected_may_change_their_mind(store: Store, ann: Actor) -> None:
    rejected = judge_quote(store, ann, quote(), "rejected", "too long")
    judge_quote(store, ann, rejected, "approved")
    assert published(store, 1) == [MACHINE.words]


def test_two_who_judge_the_same_do_not_overwrite_each_other(store: Store, ann: Actor, bob: Actor) -> None:
    seen = word_quote(store, ann, quote(), MACHINE)
    theirs = judge_quote(store, ann, seen, "approved")
    with pytest.raises(Conflict, match="judged or changed meanwhile") as refused:
        judge_quote(store, bob, seen, "rejected", "names a school")
    assert refused.value.theirs == theirs
    assert "Aoife" not in str(refused.value)
    with pytest.raises(Conflict):
        word_quote(store, bob, seen, MORE)
    assert published(store, 1) == [MACHINE.words]


def test_one_takes_ones_own_approval_back_and_the_other_stays(store: Store, ann: Actor, bob: Actor) -> None:
    both = judge_quote(store, bob, judge_quote(store, ann, quote(), "approved"), "approved")
    left = judge_quote(store, ann, both, "awaiting")
    assert [each.actor for each in left.approvals] == ["bob"]
    assert published(store, 2) == []
    assert published(store, 1) == [MACHINE.words]


def test_acts_are_taken_back_one_by_one_and_all_of_them_are_kept(store: Store, ann: Actor) -> None:
    first = word_quote(store, ann, quote(), MACHINE)
    second = word_quote(store, ann, first, MORE)
    third = judge_quote(store, ann, second, "approved")
    back = take_back(store, ann, third, 2)
    assert (back.wording, back.approvals, back.verdict) == (MORE, (), "awaiting")
    back = take_back(store, ann, back, 1)
    assert back.wording == MACHINE
    back = take_back(store, ann, back, 0)
    assert not back.put_forward
    assert [each.revision for each in quotation_history(store, quote().place)] == [1, 2, 3, 4, 5, 6]
    assert audit_trail(store)["kind"].tolist() == ["approval"] * 6


def test_what_somebody_else_did_since_cannot_be_taken_back(store: Store, ann: Actor, bob: Actor) -> None:
    mine = judge_quote(store, ann, quote(), "approved")
    theirs = judge_quote(store, bob, mine, "approved")
    with pytest.raises(HeardError, match="somebody else"):
        take_back(store, ann, theirs, 0)
    with pytest.raises(Conflict):
        take_back(store, ann, mine, 0)
    assert published(store, 2) == [MACHINE.words]


def test_a_rejection_that_one_lifted_does_not_become_one_s_own_by_undo(
    store: Store, ann: Actor, bob: Actor
) -> None:
    rejected = judge_quote(store, bob, quote(), "rejected", "her story is known")
    lifted = judge_quote(store, ann, rejected, "awaiting", "it was in the papers")
    with pytest.raises(HeardError, match="bob rejected it"):
        take_back(store, ann, lifted, rejected.revision)
    assert current_quotations(store)[quote().place] == lifted


def test_one_s_own_rejection_comes_back_with_its_reason(store: Store, ann: Actor, bob: Actor) -> None:
    rejected = judge_quote(store, bob, quote(), "rejected", "her story is known")
    lifted = judge_quote(store, bob, rejected, "awaiting")
    back = take_back(store, bob, lifted, rejected.revision)
    assert (back.verdict, back.actor, back.reason) == ("rejected", "bob", "her story is known")
    with pytest.raises(HeardError, match="bob rejected this quotation"):
        judge_quote(store, ann, back, "approved")


@pytest.mark.parametrize(
    "now", ["We waited for Aoife a YEAR. She left.", "Oh. We waited for Aoife a year.", None]
)
def test_what_was_decided_of_words_that_have_changed_does_not_hold(
    store: Store, ann: Actor, now: str | None
) -> None:
    judge_quote(store, ann, quote(), "approved")
    texts = TEXTS.assign(text=[now, "Another text"]) if now else TEXTS.tail(1)
    assert published(store, 1, texts) == []
    assert current_approvals(store, 1, texts).empty
    elsewhere = TEXTS.assign(text=[TEXT.replace("She left", "He left"), "Another text"])
    assert published(store, 1, elsewhere) == [MACHINE.words]


def test_a_quotation_of_nothing_is_refused(store: Store, ann: Actor) -> None:
    with pytest.raises(HeardError, match="no part of a text"):
        new_quotation("t", TEXT, 5, 99, MACHINE, "drawn")
    with pytest.raises(HeardError, match="nothing of the quotation is left"):
        word_quote(store, ann, quote(), Wording("  "))
    with pytest.raises(HeardError, match="no wording"):
        judge_quote(store, ann, quote(Wording("")), "approved")
    with pytest.raises(HeardError, match="no verdict"):
        judge_quote(store, ann, quote(), "perhaps")  # type: ignore[arg-type]
    assert current_quotations(store) == {}


def test_everything_of_a_quotation_comes_back_from_the_store(store: Store, ann: Actor, bob: Actor) -> None:
    both = judge_quote(store, bob, judge_quote(store, ann, quote(), "approved"), "approved")
    assert current_quotations(store) == {("t", 0, 27): both}
    assert both.approvals[0].at < both.approvals[1].at == both.at


def test_words_are_in_no_representation_and_no_fault(store: Store, ann: Actor) -> None:
    made = judge_quote(store, ann, quote(), "approved")
    assert "waited" not in repr(made)
    with store.writing() as connection:
        connection.execute(sa.text("DROP TABLE approval_revisions"))
    with pytest.raises(HeardError) as told:
        word_quote(store, ann, made, MORE)
    assert "waited" not in str(told.value)
