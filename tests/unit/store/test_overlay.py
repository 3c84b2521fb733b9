from dataclasses import replace

import pandas as pd
import pytest

from heard.consultation import Consultation
from heard.frames import Frames, validate_frames
from heard.identity import Actor
from heard.store import (
    Conflict,
    Store,
    add_code,
    all_settlements,
    apply_codings,
    close_batch,
    coding_history,
    current_codebook,
    current_codings,
    current_settlements,
    find_again_all,
    frames_with_store,
    give_batch,
    independent_frames,
    merge_code,
    place,
    remove_coding,
    settle,
)
from heard.store import overlay as o


def words_of(frames: Frames, beginning: str) -> tuple[str, str]:
    """Return id and words of the text that begins so."""
    (row,) = frames.texts[frames.texts["text"].str.startswith(beginning)].itertuples()
    return str(row.text_id), str(row.text)


def with_text(frames: Frames, text_id: str, text: str) -> Frames:
    texts = frames.texts.copy()
    texts.loc[texts["text_id"] == text_id, "text"] = text
    return replace(frames, texts=texts)


def pairs(frames: Frames) -> list[tuple[str, str]]:
    """Codings as (first word of the text, code)."""
    first = frames.texts.set_index("text_id")["text"].str.split().str[0]
    return sorted(zip(frames.codings["text_id"].map(first), frames.codings["code"], strict=True))


def test_without_a_store_frames_are_as_they_were_read(frames: Frames, consultation: Consultation) -> None:
    same, doubts = frames_with_store(frames, consultation, None)
    assert same is frames
    assert doubts.empty


def test_an_untouched_store_changes_nothing(store: Store, frames: Frames, consultation: Consultation) -> None:
    laid_over, doubts = frames_with_store(frames, consultation, store)
    assert doubts.empty
    for name, frame in laid_over.items():
        by = list(frame.columns[:1])
        pd.testing.assert_frame_equal(
            frame.sort_values(by, ignore_index=True),
            getattr(frames, name).sort_values(by, ignore_index=True),
            obj=name,
        )


def test_workbooks_read_files_and_store_together(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor
) -> None:
    listen, words = words_of(frames, "Listen")
    housing = add_code(store, ann, current_codebook(store, consultation), "Housing")
    apply_codings(store, ann, [place(listen, words, housing.code, 0, 6)])
    first = next(each for each in current_codings(store, frames) if each.code == "staff")
    remove_coding(store, ann, first)
    laid_over, doubts = frames_with_store(frames, consultation, store)
    validate_frames(laid_over)
    assert doubts.empty
    assert len(laid_over.codings) == 4
    (added,) = laid_over.codings[laid_over.codings["origin"] == "hand"].itertuples()
    assert (added.coder, added.code, added.start, added.end) == ("ann", "housing", 0, 6)


def test_codings_of_a_merged_code_count_for_the_other(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor
) -> None:
    codebook = current_codebook(store, consultation)
    merge_code(store, ann, codebook, codebook.entries["staff"], "help")
    laid_over, _ = frames_with_store(frames, consultation, store)
    assert laid_over.codes["code"].tolist() == ["help"]
    assert set(laid_over.codings["code"]) == {"help"}
    assert len(laid_over.codings) == 4


def test_a_coding_in_a_text_that_changed_is_found_or_listed_and_never_shifted(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor
) -> None:
    text_id, words = words_of(frames, "We")
    start = words.index("year")
    sure, unsure, whole = apply_codings(
        store,
        ann,
        [
            place(text_id, words, "help", start + 5, len(words)),
            place(text_id, words, "help", start, start + 4),
            place(text_id, words, "staff"),
        ],
    )
    replaced = with_text(frames, text_id, "We waited many a month for help")
    laid_over, doubts = frames_with_store(replaced, consultation, store)
    by_id = laid_over.codings.set_index("coding_id")
    assert by_id.loc[sure.coding_id, ["start", "end"]].tolist() == [23, 31]
    assert by_id.loc[[unsure.coding_id, whole.coding_id], ["start", "end"]].isna().all(axis=None)
    assert doubts.set_index("coding_id")["doubt"].to_dict() == {
        unsure.coding_id: o.WORDS_MOVED,
        whole.coding_id: o.TEXT_CHANGED,
    }
    found, doubtful = find_again_all(store, ann, replaced, current_codings(store, replaced))
    assert [each.coding_id for each in found] == [sure.coding_id]
    assert {each.coding_id for each in doubtful} == {unsure.coding_id, whole.coding_id}
    assert [each.deed for each in coding_history(store, sure.coding_id)] == ["applied", "found again"]
    assert coding_history(store, unsure.coding_id) == [unsure]


def test_a_coding_whose_text_or_code_is_gone_is_listed_and_not_counted(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor
) -> None:
    text_id, words = words_of(frames, "We")
    apply_codings(store, ann, [place("t-gone", "words", "help"), place(text_id, words, "no-such-code")])
    laid_over, doubts = frames_with_store(frames, consultation, store)
    assert len(laid_over.codings) == 4
    assert set(doubts["doubt"]) == {o.TEXT_GONE, o.CODE_GONE}
    assert not doubts["counted"].any()


def test_a_settlement_decides_what_counts_until_somebody_codes_anew(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor, bob: Actor
) -> None:
    text_id, words = words_of(frames, "We")
    (put,) = apply_codings(store, ann, [place(text_id, words, "staff", 0, 2)])
    against = settle(store, bob, text_id, "staff", False, "it is about waiting")
    laid_over, doubts = frames_with_store(frames, consultation, store)
    assert ("We", "staff") not in pairs(laid_over)
    assert doubts["coding_id"].tolist() == [put.coding_id]
    settle(store, bob, text_id, "staff", True, "on reflection", seen=against)
    laid_over, _ = frames_with_store(frames, consultation, store)
    settled = laid_over.codings[laid_over.codings["origin"] == "settled"]
    assert settled[["text_id", "code", "coder"]].to_numpy().tolist() == [[text_id, "staff", "bob"]]
    validate_frames(laid_over)


def test_a_settlement_holds_when_its_code_is_merged(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor
) -> None:
    text_id, words = words_of(frames, "Listen")
    apply_codings(store, ann, [place(text_id, words, "staff")])
    settle(store, ann, text_id, "staff", False, "no")
    codebook = current_codebook(store, consultation)
    merge_code(store, ann, codebook, codebook.entries["staff"], "help")
    laid_over, _ = frames_with_store(frames, consultation, store)
    assert ("Listen", "help") not in pairs(laid_over)


def test_agreement_is_measured_on_what_coders_put_alone_and_before_anything_was_settled(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor, bob: Actor
) -> None:
    text_id, words = words_of(frames, "Listen")
    batch = give_batch(store, ann, "Pilot", [text_id], ["ann", "bob"], blind=True)
    apply_codings(store, ann, [place(text_id, words, "help")])
    close_batch(store, ann, batch)
    close_batch(store, bob, batch)
    apply_codings(store, bob, [place(text_id, words, "help")])
    settle(store, bob, text_id, "help", False, "nobody helped")
    alone, read = independent_frames(frames, consultation, store)
    by_hand = alone.codings[alone.codings["text_id"] == text_id]
    assert by_hand[["coder", "code"]].to_numpy().tolist() == [["ann", "help"]]
    assert read.to_numpy().tolist() == [["ann", text_id], ["bob", text_id]]
    together, _ = frames_with_store(frames, consultation, store)
    assert ("Listen", "help") not in pairs(together)


def test_what_is_put_on_after_a_settlement_against_it_counts_again(
    store: Store, frames: Frames, consultation: Consultation, ann: Actor
) -> None:
    text_id, words = words_of(frames, "We")
    settle(store, ann, text_id, "staff", False, "no")
    apply_codings(store, ann, [place(text_id, words, "staff")])
    laid_over, _ = frames_with_store(frames, consultation, store)
    assert ("We", "staff") in pairs(laid_over)


def test_two_who_settle_the_same_do_not_overwrite_each_other(store: Store, ann: Actor, bob: Actor) -> None:
    first = settle(store, ann, "t", "help", True, "both meant it")
    with pytest.raises(Conflict, match="settled meanwhile") as refused:
        settle(store, bob, "t", "help", False, "no")
    assert refused.value.theirs == first
    settle(store, ann, "t", "help", None, "open again", seen=first)
    assert current_settlements(store) == []
    assert [each.belongs for each in all_settlements(store)] == [None]
