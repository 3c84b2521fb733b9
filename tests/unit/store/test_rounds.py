import multiprocessing
from pathlib import Path

import pandas as pd
import pytest

from heard.analysis.rating import Item, RatingRound, ShownText, ShownTopic, sheet_for
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.identity import Actor
from heard.store import (
    Store,
    all_answers,
    answer,
    answers_of,
    audit_trail,
    invite,
    lock_sheet,
    open_round,
    open_store,
    raters,
    recognise,
    reopen_sheet,
    round_of,
    rounds,
    share_name,
    shared_names,
    sheet_state,
    take_sheet,
)

ROUND = RatingRound(
    "round-1",
    "First",
    "advice.q4",
    "key",
    (ShownTopic("T1", ("help", "wait"), (0.4, 0.2), (ShownText("t-1", "We waited."),)),),
    (Item("i-1", "word_intrusion", "T1", ("help", "wait", "zebra"), "zebra"),),
    True,
)
_FORK = multiprocessing.get_context("fork")
WHOLE = (
    ("T1", "interpretable", "yes"),
    ("T1", "name", "Waiting"),
    ("T1", "description", "Waiting for help"),
    ("T1", "confidence", "4"),
    ("i-1", "intruder", "zebra"),
)


@pytest.fixture
def asha(store: Store, ann: Actor) -> Actor:
    open_round(store, ann, ROUND)
    _, rater = recognise(store, invite(store, ann, "round-1", "Asha"))
    return rater


def fill(store: Store, rater: Actor) -> None:
    for subject, scale, value in WHOLE:
        answer(store, rater, "round-1", subject, scale, value, seen_revision=0)


def given(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    return sorted(zip(frame["subject"], frame["scale"], frame["value"], strict=True))


def test_a_round_is_kept_as_it_was_opened_and_opened_once(store: Store, ann: Actor) -> None:
    open_round(store, ann, ROUND)
    assert round_of(store, "round-1") == ROUND
    assert rounds(store)[["round_id", "name", "opened_by"]].values.tolist() == [["round-1", "First", "ann"]]
    with pytest.raises(HeardError, match="open already"):
        open_round(store, ann, ROUND)
    with pytest.raises(HeardError, match="no such round"):
        round_of(store, "round-2")


def test_a_private_link_says_who_it_is_and_a_new_one_ends_it(store: Store, ann: Actor) -> None:
    open_round(store, ann, ROUND)
    first = invite(store, ann, "round-1", " Asha  Rao ")
    other = invite(store, ann, "round-1", "Ben")
    assert recognise(store, first) == ("round-1", Actor("Asha Rao", "link"))
    second = invite(store, ann, "round-1", "Asha Rao")
    assert recognise(store, second) == ("round-1", Actor("Asha Rao", "link"))
    assert recognise(store, other) == ("round-1", Actor("Ben", "link"))
    for dead in (first, "", "nonsense"):
        with pytest.raises(HeardError, match="not known"):
            recognise(store, dead)


def test_the_token_itself_is_kept_nowhere(store: Store, ann: Actor) -> None:
    import sqlalchemy as sa

    open_round(store, ann, ROUND)
    token = invite(store, ann, "round-1", "Asha")
    with store.reading() as connection:
        rows = connection.execute(sa.text("SELECT * FROM round_raters")).all()
    assert token not in str(rows) and len(token) >= 32


def test_a_rater_stops_and_goes_on_and_sees_no_other(store: Store, ann: Actor, asha: Actor) -> None:
    _, ben = recognise(store, invite(store, ann, "round-1", "Ben"))
    answer(store, asha, "round-1", "T1", "name", "Waits", seen_revision=0)
    answer(store, asha, "round-1", "T1", "name", "Waiting", "on reflection", seen_revision=1)
    answer(store, ben, "round-1", "T1", "name", "Delay", seen_revision=0)
    assert given(answers_of(store, "round-1", "Asha")) == [("T1", "name", "Waiting")]
    assert given(answers_of(store, "round-1", "Ben")) == [("T1", "name", "Delay")]
    assert sorted(all_answers(store, "round-1")["rater"]) == ["Asha", "Ben"]


def test_an_answer_can_be_taken_back_and_given_again(store: Store, asha: Actor) -> None:
    answer(store, asha, "round-1", "T1", "name", "Waits", seen_revision=0)
    answer(store, asha, "round-1", "T1", "name", None, seen_revision=1)
    assert given(answers_of(store, "round-1", "Asha")) == []
    answer(store, asha, "round-1", "T1", "name", "Again", seen_revision=2)
    assert given(answers_of(store, "round-1", "Asha")) == [("T1", "name", "Again")]


def test_a_second_window_does_not_overwrite_the_first(store: Store, asha: Actor) -> None:
    answer(store, asha, "round-1", "T1", "name", "Waits", seen_revision=0)
    with pytest.raises(HeardError, match="nothing was saved"):
        answer(store, asha, "round-1", "T1", "name", "Other", seen_revision=0)


def test_only_invited_raters_answer_only_what_is_asked(store: Store, ann: Actor, asha: Actor) -> None:
    with pytest.raises(HeardError, match="not invited"):
        answer(store, ann, "round-1", "T1", "name", "Waits", seen_revision=0)
    with pytest.raises(HeardError, match="none of those"):
        answer(store, asha, "round-1", "i-1", "intruder", "lion", seen_revision=0)
    with pytest.raises(HeardError, match="no such page"):
        answer(store, asha, "round-1", "T9", "name", "Waits", seen_revision=0)


def test_a_sheet_with_gaps_cannot_be_locked_and_the_gaps_are_told(store: Store, asha: Actor) -> None:
    answer(store, asha, "round-1", "T1", "interpretable", "no", seen_revision=0)
    with pytest.raises(HeardError, match=r"1 answers are missing: i-1 \(intruder\)"):
        lock_sheet(store, asha, "round-1")


def test_a_locked_sheet_takes_no_answer_until_it_is_opened_with_a_reason(
    store: Store, ann: Actor, asha: Actor
) -> None:
    fill(store, asha)
    lock_sheet(store, asha, "round-1")
    assert all_answers(store, "round-1")["locked"].all()
    assert sheet_state(store, "round-1", "Asha") == "locked"
    with pytest.raises(HeardError, match="locked"):
        answer(store, asha, "round-1", "T1", "name", "Other", seen_revision=1)
    with pytest.raises(HeardError, match="locked"):
        lock_sheet(store, asha, "round-1")
    with pytest.raises(HeardError, match="only with a reason"):
        reopen_sheet(store, ann, "round-1", "Asha", "  ")
    reopen_sheet(store, ann, "round-1", "Asha", "A page was misread")
    assert sheet_state(store, "round-1", "Asha") == "open"
    assert "A page was misread" in audit_trail(store)["reason"].tolist()
    answer(store, asha, "round-1", "T1", "name", "Other", seen_revision=1)
    lock_sheet(store, asha, "round-1")
    with pytest.raises(HeardError, match="not invited"):
        reopen_sheet(store, ann, "round-1", "Nobody", "why not")


def test_answers_that_somebody_brings_are_the_raters_and_the_trail_says_who_brought_them(
    store: Store, ann: Actor, asha: Actor
) -> None:
    answer(store, asha, "round-1", "T1", "name", "Waits", seen_revision=0)
    brought = {("T1", "name"): ("Waits", ""), ("i-1", "intruder"): ("zebra", "by post")}
    assert take_sheet(store, ann, "round-1", "Asha", brought, "from a file") == (1, 1)
    assert take_sheet(store, ann, "round-1", "Asha", brought, "from a file") == (0, 2)
    found = all_answers(store, "round-1").set_index("subject")
    assert found.loc["i-1", ["rater", "value", "comment"]].tolist() == ["Asha", "zebra", "by post"]
    trail = audit_trail(store)
    assert trail.loc[trail["reason"] == "from a file", "actor"].tolist() == ["ann", "ann"]
    with pytest.raises(HeardError, match="none of those"):
        take_sheet(store, ann, "round-1", "Asha", {("i-1", "intruder"): ("lion", "")}, "from a file")
    with pytest.raises(HeardError, match="not invited"):
        take_sheet(store, ann, "round-1", "Nobody", brought, "from a file")


def test_raters_are_listed_with_how_far_they_are(store: Store, ann: Actor, asha: Actor) -> None:
    invite(store, ann, "round-1", "Ben")
    fill(store, asha)
    lock_sheet(store, asha, "round-1")
    found = raters(store, "round-1")
    assert found[["rater", "state", "answered", "of"]].values.tolist() == [
        ["Asha", "locked", 2, 2],
        ["Ben", "open", 0, 2],
    ]
    assert found["last_at"].notna().tolist() == [True, False]


def test_a_shared_name_is_a_coordinators_word_and_can_be_taken_back(
    store: Store, ann: Actor, asha: Actor
) -> None:
    assert asha
    share_name(store, ann, "round-1", "Long-waits ", "Waiting")
    share_name(store, ann, "round-1", "delay", "Waiting")
    share_name(store, ann, "round-1", "long waits", None, seen_revision=1)
    found = shared_names(store, "round-1")
    assert found.set_index("name")["shared"].dropna().to_dict() == {"delay": "Waiting"}
    with pytest.raises(HeardError, match="nothing was saved"):
        share_name(store, ann, "round-1", "delay", "Slowness")
    with pytest.raises(HeardError, match="empty"):
        share_name(store, ann, "round-1", " - ", "Waiting")


def rate_all(name: str, folder: Path, consultation: Consultation) -> None:
    store = open_store(folder, consultation)
    rater = Actor(name, "link")
    fill(store, rater)
    lock_sheet(store, rater, "round-1")
    store.close()


def test_nine_raters_at_once_lose_nothing(
    database: str, small_consultation: Path, consultation: Consultation, ann: Actor
) -> None:
    assert database
    store = open_store(small_consultation, consultation)
    open_round(store, ann, ROUND)
    names = [f"rater {number}" for number in range(9)]
    for name in names:
        invite(store, ann, "round-1", name)
    store.close()
    with _FORK.Pool(9) as pool:
        pool.starmap(rate_all, [(name, small_consultation, consultation) for name in names])
    found = raters(open_store(small_consultation, consultation), "round-1")
    assert found["state"].tolist() == ["locked"] * 9
    assert found["answered"].tolist() == [2] * 9


def test_a_sheet_is_the_same_from_the_store(store: Store, asha: Actor) -> None:
    assert sheet_for(round_of(store, "round-1"), asha.name) == sheet_for(ROUND, asha.name)
