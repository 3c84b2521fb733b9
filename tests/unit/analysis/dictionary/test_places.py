import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.dictionary import entries_in_context
from heard.consultation import Consultation, DictionaryEntry
from heard.errors import HeardError
from heard.frames import Frames

_ENTRIES = (
    DictionaryEntry(code="school", name="School"),
    DictionaryEntry(code="long", name="School and school"),
    DictionaryEntry(code="support", name="Support", patterns=("families. support",)),
)


def test_each_place_is_shown_with_the_words_around_it(frames: Frames, consultation: Consultation) -> None:
    table = entries_in_context(frames, consultation, _ENTRIES, Scope("advice", "q4"))
    assert table.holds_words
    assert table.frame.drop(columns=["before", "after"]).to_numpy().tolist() == [
        ["School", "t3", 22, "school"],
        ["School and school", "t3", 0, "School and school"],
        ["Support", "t1", 0, "Support"],
        ["Support", "t1", 12, "families. Support"],
        ["Support", "t2", 4, "families’ support"],
    ]


def test_one_entry_is_shown_without_what_lies_inside_a_longer_name(
    frames: Frames, consultation: Consultation
) -> None:
    table = entries_in_context(frames, consultation, _ENTRIES, Scope("advice", "q4"), "school")
    assert table.frame["position"].tolist() == [22]


def test_an_entry_that_the_dictionary_does_not_have_is_said(
    frames: Frames, consultation: Consultation
) -> None:
    with pytest.raises(HeardError, match="Did you mean `school`"):
        entries_in_context(frames, consultation, _ENTRIES, entry="shool")


def test_no_text_and_no_dictionary_give_empty_tables(
    frames: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    assert entries_in_context(no_frames, consultation, _ENTRIES).frame.empty
    assert entries_in_context(frames, consultation, ()).frame.empty
    assert isinstance(entries_in_context(frames, consultation, ()).frame, pd.DataFrame)
