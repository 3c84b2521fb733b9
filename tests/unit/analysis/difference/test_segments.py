import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.coding import example_segments
from heard.analysis.difference import segments_of_poles
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from tests.unit.analysis.difference.speaking import CODEBOOK, in_another_order, many, speak

SAID = (
    many(5, "adopters", "more", "a")
    | many(1, "adopters", "more-now", "n")
    | many(3, "carers", "less", "c")
    | many(1, "pros", "more less", "b")
    | many(1, "pros", "fast", "f")
)


def test_both_sides_have_as_many_segments_one_after_the_other(consultation: Consultation) -> None:
    table = segments_of_poles(speak(SAID), consultation, "more/less", number=4)
    assert table.frame["pole"].tolist() == ["More", "Less"] * 3
    assert table.frame["example"].tolist() == [1, 1, 2, 2, 3, 3]
    assert set(table.frame["pair"]) == {"More / Less"}
    fewer = segments_of_poles(speak(SAID), consultation, "more/less", number=2)
    assert fewer.frame["example"].tolist() == [1, 1, 2, 2]


def test_the_table_holds_words_and_says_that_they_wait(consultation: Consultation) -> None:
    table = segments_of_poles(speak(SAID), consultation, "more/less", grouping="experience")
    assert table.holds_words
    assert table.column("segment").role == "text"
    assert set(table.frame["approval"]) == {"Awaiting approval"}
    assert set(table.frame.loc[table.frame["pole"] == "Less", "group"]) == {"Foster carers"}
    assert table.dimensions == ["pair", "example", "pole", "group", "approval"]


def test_whoever_took_both_is_on_neither_side(consultation: Consultation) -> None:
    table = segments_of_poles(speak(SAID), consultation, "more/less", number=9)
    assert not table.frame["segment"].str.contains("b00").any()
    # A code under a pole stands on its side.
    only = speak(many(1, "adopters", "more-now", "n") | many(1, "carers", "less", "c"))
    shown = segments_of_poles(only, consultation, "more/less").frame["segment"].tolist()
    assert shown == ["Words of n00-more-now, and no more.", "Words of c00-less, and no more."]


def test_texts_of_nobody_known_stand_on_a_side_unless_they_carry_both(
    frames: Frames, consultation: Consultation
) -> None:
    codes = frames.codes.assign(opposes=frames.codes["code"].map({"a1": "b"}))
    known = Frames.of(**dict(frames.items()) | {"codes": codes})
    table = segments_of_poles(known, consultation)
    # t1 (p1) carries both; of nobody known n1 says the one and n3 the other, t3 (p3) the other.
    assert table.frame[["pole", "segment"]].to_numpy().tolist() == [
        ["Waiting", "waiting for support"],
        ["School", "school"],
    ]


def test_a_side_is_chosen_by_the_rule_of_examples(consultation: Consultation) -> None:
    frames = speak(many(8, "adopters", "more", "a") | many(8, "carers pros", "less", "c"))
    table = segments_of_poles(frames, consultation, "more/less", grouping="experience", number=3)
    alone = speak(
        many(8, "adopters", "more", "a"),
        [("more", "More", "more", None, None), ("more-now", "More now", "more", "more", None)],
    )
    examples = example_segments(alone, consultation, grouping="experience", number=3)
    side = table.frame[table.frame["pole"] == "More"]
    assert side["segment"].tolist() == examples.frame["segment"].tolist()


def test_changing_places_changes_no_choice(consultation: Consultation) -> None:
    by_code = {row[0]: row for row in CODEBOOK}
    mirrored = [by_code[code] for code in ("a", "less", "more", "more-now", "b", "slow", "fast", "c")]
    one = segments_of_poles(speak(SAID), consultation, "more/less").frame
    other = segments_of_poles(speak(SAID, mirrored), consultation, "less/more").frame
    assert set(one["segment"]) == set(other["segment"])


def test_a_rejected_segment_gives_way_and_an_approved_one_says_so(consultation: Consultation) -> None:
    frames = speak(SAID)
    words = frames.texts.set_index("text_id")["text"].str.len()
    approvals = pd.DataFrame(
        [
            ("c00-less", 0, words["c00-less"], "rejected", ""),
            ("c01-less", 0, words["c01-less"], "approved", "Words of [name], and no more."),
        ],
        columns=["text_id", "start", "end", "verdict", "words"],
    )
    table = segments_of_poles(frames, consultation, "more/less", approvals=approvals).frame
    side = table[table["pole"] == "Less"].set_index("segment")["approval"].to_dict()
    assert side == {
        "Words of [name], and no more.": "Approved",
        "Words of c02-less, and no more.": "Awaiting approval",
    }
    assert len(table) == 4


def test_a_pair_with_one_side_only_shows_nothing(consultation: Consultation) -> None:
    assert segments_of_poles(speak(SAID), consultation, "slow/fast").frame.empty
    both = segments_of_poles(speak(SAID), consultation).frame
    assert set(both["pair"]) == {"More / Less"}


def test_rows_in_any_order_and_nothing_at_all(
    frames: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    one, other = speak(SAID), in_another_order(speak(SAID))
    assert segments_of_poles(one, consultation).frame.equals(segments_of_poles(other, consultation).frame)
    for nothing in (frames, no_frames):  # the first has a codebook without poles
        assert segments_of_poles(nothing, consultation, grouping="experience").frame.empty
    assert segments_of_poles(one, consultation, scope=Scope("engagement")).frame.empty


def test_what_cannot_be_asked_for_is_refused(consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="no pair of opposing codes `less/more`"):
        segments_of_poles(speak(SAID), consultation, "less/more")
    with pytest.raises(HeardError, match="at least one"):
        segments_of_poles(speak(SAID), consultation, number=0)
