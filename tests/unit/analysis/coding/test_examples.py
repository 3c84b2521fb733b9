import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.coding import choose_examples, example_segments
from heard.analysis.coding.examples import _shown
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames


def with_codings(frames: Frames, *rows: tuple[str, str, str, int | None, int | None]) -> Frames:
    codings = pd.DataFrame(list(rows), columns=["coding_id", "text_id", "code", "start", "end"])
    return Frames.of(**dict(frames.items()) | {"codings": codings.assign(origin="hand")})


def test_every_subtheme_is_shown_before_one_comes_again_the_most_raised_first(
    frames: Frames, consultation: Consultation
) -> None:
    coded = with_codings(
        frames,
        ("k1", "t1", "a1", 0, 7),
        ("k2", "t2", "a1", 4, 12),
        ("k3", "t1", "a2", 0, 1),
        ("k4", "t2", "a2", 0, 12),
        ("k5", "t3", "a2", 0, 17),
    )
    chosen = choose_examples(coded, consultation, theme="a")
    # Crisis has three mentions and Waiting two, though Waiting stands first in the codebook and has the
    # segment of median length (8 characters).
    assert chosen["subtheme"].tolist() == ["Crisis", "Waiting", "Crisis", "Waiting"]
    assert chosen["example"].tolist() == [1, 2, 3, 4]


def test_another_person_comes_before_the_same_one(frames: Frames, consultation: Consultation) -> None:
    # Both segments of p1 are nearer to the median length than that of p2.
    coded = with_codings(frames, ("k1", "t1", "b", 0, 7), ("k2", "t1", "b", 12, 20), ("k3", "t2", "b", 0, 20))
    assert choose_examples(coded, consultation, theme="b")["source"].tolist() == ["p1", "p2", "p1"]


def test_another_session_comes_before_the_same_one(frames: Frames, consultation: Consultation) -> None:
    # Two known people of session s1, and one of s2; the first two segments are of the median length.
    speakers = frames.texts["text_id"].map({"n1": "p1", "n2": "p2", "n3": "p3"})
    known = Frames.of(
        **dict(frames.items())
        | {"texts": frames.texts.assign(respondent_id=frames.texts["respondent_id"].fillna(speakers))}
    )
    coded = with_codings(known, ("k1", "n1", "b", 0, 7), ("k2", "n2", "b", 1, 8), ("k3", "n3", "b", 0, 2))
    chosen = choose_examples(coded, consultation, theme="b", number=2)
    assert chosen["session"].tolist() == ["s1", "s2"]


def test_another_group_comes_before_the_same_one(frames: Frames, consultation: Consultation) -> None:
    # p1 and p3 are from the north, p2 from the south; of equals p3 would come before p2 by length.
    coded = with_codings(frames, ("k1", "t1", "b", 0, 7), ("k2", "t3", "b", 0, 6), ("k3", "t2", "b", 0, 20))
    spread = choose_examples(coded, consultation, theme="b", grouping="region", number=2)
    assert spread["group"].tolist() == ["North", "South"]
    unspread = choose_examples(coded, consultation, theme="b", number=2)
    assert unspread["source"].tolist() == ["p1", "p3"]


def test_of_equals_the_one_of_median_length_is_taken(frames: Frames, consultation: Consultation) -> None:
    coded = with_codings(
        frames,
        ("k1", "t1", "b", 0, 7),
        ("k2", "t1", "b", 0, 20),
        ("k3", "t1", "b", 0, 34),
    )
    (segment,) = choose_examples(coded, consultation, theme="b", number=1)["segment"]
    assert segment == "Support for families"


def test_the_same_words_are_shown_once(frames: Frames, consultation: Consultation) -> None:
    coded = with_codings(frames, ("k1", "t3", "b", 0, 6), ("k2", "t3", "b", 11, 17), ("k3", "n3", "b", 0, 6))
    assert choose_examples(coded, consultation, theme="b")["segment"].tolist() == ["school"]


def test_the_table_holds_words_and_says_that_they_wait(frames: Frames, consultation: Consultation) -> None:
    coded = with_codings(
        frames, ("k1", "t1", "a1", 0, 20), ("k2", "t1", "a1", 0, 20), ("k3", "n1", "b", 0, 7)
    )
    table = example_segments(coded, consultation, grouping="experience")
    assert table.holds_words
    assert table.column("segment").role == "text"
    assert set(table.frame["approval"]) == {"Awaiting approval"}
    assert "waiting for approval before they are quoted anywhere" in table.title
    assert table.frame[["theme", "group", "method", "codings", "segment"]].to_numpy().tolist() == [
        ["Support", "Adopters; Foster carers", "In no session", 2, "Support for families"],
        ["School", "Not stated", "workshop", 1, "waiting"],
    ]
    assert set(table.rows_behind["codings"]["row_id"]) == {"k1", "k2", "k3"}
    assert not table.frame.astype("str").isin(["p1", "t1", "s1"]).any().any()


def test_a_verdict_holds_for_exactly_these_words_and_a_rejected_segment_gives_way(
    frames: Frames, consultation: Consultation
) -> None:
    coded = with_codings(frames, ("k1", "t1", "b", 0, 20), ("k2", "t3", "b", 0, 17), ("k3", "t3", "b", 0, 6))
    approvals = pd.DataFrame(
        [
            ("t1", 0, 20, "approved", "Support for [name]"),
            ("t3", 0, 17, "rejected", ""),
            ("t3", 0, 7, "approved", "School"),
        ],
        columns=["text_id", "start", "end", "verdict", "words"],
    )
    table = example_segments(coded, consultation, approvals=approvals).frame
    assert dict(zip(table["segment"], table["approval"], strict=True)) == {
        "Support for [name]": "Approved",  # in the wording that was approved, and no other
        "School": "Awaiting approval",
    }


def test_a_long_segment_is_cut_at_the_end_of_a_word_and_its_place_with_it(
    frames: Frames, consultation: Consultation
) -> None:
    coded = with_codings(frames, ("k1", "t1", "b", None, None))
    (row,) = choose_examples(coded, consultation, characters=14).to_dict("records")
    assert (row["segment"], row["start"], row["end"]) == ("Support for …", 0, 11)


@given(st.text(alphabet="ab \n", min_size=1, max_size=40), st.integers(1, 20), st.data())
def test_what_is_shown_is_what_stands_at_its_place(whole: str, characters: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    shown_start, shown_end, words = _shown(whole, start, end, characters)
    assert start <= shown_start or words == ""
    assert shown_end <= end
    assert shown_end - shown_start <= characters
    assert words.removesuffix(" …").split() == whole[shown_start:shown_end].split()
    cut_inside = shown_end < end and not (whole[shown_end - 1 : shown_end + 1]).isspace()
    if words.endswith(" …") and cut_inside and " " in words.removesuffix(" …"):
        assert whole[shown_end].isspace()


def test_order_of_rows_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    one, other = (example_segments(each, consultation).frame for each in (frames, shuffled))
    assert one.equals(other)
    assert len(one) > 0
    assert example_segments(no_frames, consultation).frame.empty


def test_what_cannot_be_asked_for_is_refused(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="no theme `d`"):
        example_segments(frames, consultation, theme="d")
    with pytest.raises(HeardError, match="at least one"):
        example_segments(frames, consultation, number=0)
