from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, subthemes, themes
from heard.analysis.coding.themes import on_no_text
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def test_totals_count_people_sessions_mentions_and_texts_apart(
    frames: Frames, consultation: Consultation
) -> None:
    row = coding_totals(frames, consultation).frame.iloc[0].to_dict()
    # k1 and k2 are one mention: two coders put the same code on the same text.
    assert row == {"people": 3, "sessions": 2, "people_present": 16, "mentions": 8, "texts": 6}


def test_a_theme_counts_the_people_of_its_subthemes_once(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = themes(frames, consultation)
    assert column(table, "people") == {"Support": 2, "School": 2, "Contact": 0}
    assert column(table, "sessions") == {"Support": 1, "School": 1, "Contact": 0}
    assert column(table, "people_present") == {"Support": 10, "School": 6, "Contact": 0}
    assert column(table, "mentions") == {"Support": 5, "School": 3, "Contact": 0}
    bases = table.frame[["people_base", "sessions_base", "people_present_base", "mentions_base"]]
    assert bases.drop_duplicates().to_numpy().tolist() == [[3, 2, 16, 8]]


def test_concentration_is_the_share_of_the_largest_source(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    largest = column(themes(frames, consultation), "largest_source")
    # Support: two mentions from p1, one from p2, two from session s1.
    assert largest["Support"] == pytest.approx(2 / 5)
    assert largest["School"] == pytest.approx(1 / 3)
    assert pd.isna(largest["Contact"])
    # Nobody is known in the notes of sessions, and both notes on support are of one session.
    assert column(themes(frames, consultation, Scope("engagement")), "largest_source")["Support"] == 1


def test_shares_of_people_and_sessions_have_limits_and_those_of_mentions_have_none(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = themes(frames, consultation)
    # Wilson: 2 of 3 people, 1 of 2 sessions, and nobody at all.
    assert column(table, "people_low")["Support"] == pytest.approx(0.2077, abs=5e-5)
    assert column(table, "people_high")["Support"] == pytest.approx(0.9385, abs=5e-5)
    assert column(table, "sessions_low")["Support"] == pytest.approx(0.0945, abs=5e-5)
    assert column(table, "sessions_high")["Support"] == pytest.approx(0.9055, abs=5e-5)
    assert column(table, "people_low")["Contact"] == 0
    assert {each.of for each in table.columns if each.role == "interval"} == {
        ("people_share",),
        ("sessions_share",),
    }


def test_the_order_is_by_the_count_that_was_asked_for(frames: Frames, consultation: Consultation) -> None:
    only_school = Frames.of(
        **(dict(frames.items()) | {"codings": frames.codings[frames.codings["code"] != "a"]})
    )
    by_people = themes(only_school, consultation, rank_by="people").frame["theme"].tolist()
    by_mentions = themes(only_school, consultation, rank_by="mentions").frame["theme"].tolist()
    # Without k5, one person raised support and two raised school, though support has more mentions.
    assert by_people == ["School", "Support", "Contact"]
    assert by_mentions == ["Support", "School", "Contact"]


def test_equals_stay_in_the_order_of_the_codebook(no_frames: Frames, frames: Frames) -> None:
    nothing = Frames.of(codes=frames.codes.iloc[::-1])
    consultation = _any_consultation()
    assert themes(nothing, consultation).frame["theme"].tolist() == ["Contact", "School", "Support"]
    assert themes(no_frames, consultation).frame.empty


def _any_consultation() -> Consultation:
    source = {"file": "x.csv", "layout": "answers", "columns": {"text": "text"}}
    collection = {"code": "advice", "title": "Advice", "kind": "survey", "sources": [source]}
    return Consultation.model_validate(
        {"title": "Any", "owner": "Tests", "synthetic": True, "collections": [collection]}
    )


def test_a_code_below_a_subtheme_counts_for_it(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = subthemes(frames, consultation)
    assert column(table, "mentions") == {
        ("Support", "Waiting"): 2,
        ("Support", "Crisis"): 2,
        ("Support", "The theme itself"): 1,
        ("School", "The theme itself"): 3,
    }
    assert column(table, "people")["Support", "Crisis"] == 1
    assert column(table, "people_present")["Support", "Crisis"] == 10


def test_themes_and_subthemes_on_no_text_are_named_in_a_note(
    frames: Frames, consultation: Consultation
) -> None:
    assert themes(frames, consultation).notes[-1] == (
        "1 theme of the codebook is on no text here: Contact; the codings do not say whether coders looked "
        "for it."
    )
    nothing = Frames.of(codes=frames.codes)
    said = themes(nothing, consultation).notes[-1]
    assert said.startswith("3 themes of the codebook are on no text here: Support, School, Contact; the")
    said = subthemes(nothing, consultation, theme="a").notes[-1]
    assert said.startswith("2 subthemes of Support are on no text here: Waiting, Crisis; the codings")
    # All of them are on some text.
    assert not any("on no text" in note for note in subthemes(frames, consultation).notes)


def test_a_subtheme_whose_name_another_theme_has_too_is_named_with_its_theme(
    frames: Frames, consultation: Consultation
) -> None:
    second = frames.codes[frames.codes["code"] == "a1"].assign(code="c1", theme="c", parent="c")
    codes = pd.concat([frames.codes, second])
    table = subthemes(Frames.of(**(dict(frames.items()) | {"codes": codes})), consultation)
    assert table.notes[-1].startswith("1 subtheme of the codebook is on no text here: Waiting (Contact);")


def test_a_note_names_six_and_counts_the_rest() -> None:
    assert on_no_text([], "theme") == ()
    assert on_no_text([str(n) for n in range(6)], "theme") == (
        "6 themes of the codebook are on no text here: 0, 1, 2, 3, 4, 5; the codings do not say whether "
        "coders looked for them.",
    )
    assert "here: 0, 1, 2, 3, 4, 5 and 3 more; the" in on_no_text([str(n) for n in range(9)], "theme")[0]


def test_one_theme_keeps_the_bases_of_all(frames: Frames, consultation: Consultation) -> None:
    table = subthemes(frames, consultation, theme="a").frame
    assert set(table["theme"]) == {"Support"}
    assert set(table["mentions_base"]) == {8}


@pytest.mark.parametrize("scope", [Scope(), Scope("advice"), Scope("engagement"), Scope("evidence")])
@pytest.mark.parametrize("theme", ["all", "a", "c"])
def test_every_margin_holds(frames: Frames, consultation: Consultation, scope: Scope, theme: str) -> None:
    tables = [
        coding_totals(frames, consultation, scope),
        themes(frames, consultation, scope),
        subthemes(frames, consultation, scope, theme),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


def test_a_group_is_heard_through_its_known_speakers_only(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = themes(frames, consultation, Scope(grouping="experience", group="carers"))
    # p1 (t1) and p3 (t3); what was noted in sessions without a speaker is nobody's.
    assert column(table, "mentions") == {"Support": 2, "School": 2, "Contact": 0}
    assert column(table, "sessions") == {"Support": 0, "School": 0, "Contact": 0}


def test_an_unknown_theme_or_count_is_refused_with_the_nearest(
    frames: Frames, consultation: Consultation
) -> None:
    with pytest.raises(HeardError, match="no theme `d`"):
        subthemes(frames, consultation, theme="d")
    with pytest.raises(HeardError, match="Choose from: people, sessions, people_present, mentions"):
        themes(frames, consultation, rank_by="mention")  # type: ignore[arg-type]


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for table in (coding_totals, themes, subthemes):
        one, other = (table(each, consultation) for each in (frames, shuffled))
        assert one.frame.equals(other.frame)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(["a", "a1", "a2", "a2x", "b"]), st.sampled_from("XY")),
        max_size=30,
    )
)
def test_no_theme_has_more_people_than_its_subthemes_together_nor_fewer_than_any(
    puts: list[tuple[int, str, str]],
) -> None:
    codes = pd.DataFrame(
        {
            "code": ["a", "a1", "a2", "a2x", "b"],
            "name": ["A", "A1", "A2", "A2X", "B"],
            "theme": ["a", "a", "a", "a", "b"],
            "parent": [None, "a", "a", "a2", None],
            "definition": "",
            "opposes": None,
        }
    )
    texts = pd.DataFrame(
        {
            "text_id": [f"t{n}" for n in range(9)],
            "collection": "advice",
            "question_id": None,
            "respondent_id": [f"p{n // 2}" for n in range(9)],
            "session_id": None,
            "text": "words",
        }
    )
    codings = pd.DataFrame(
        [(f"k{n}", f"t{text}", code, coder, pd.NaT, "file") for n, (text, code, coder) in enumerate(puts)],
        columns=["coding_id", "text_id", "code", "coder", "coded_on", "origin"],
    )
    frames = Frames.of(codes=codes, texts=texts, codings=codings)
    top, below = themes(frames, _any_consultation()), subthemes(frames, _any_consultation())
    totals = coding_totals(frames, _any_consultation())
    assert broken_margins({each.name: each for each in (top, below, totals)}) == []
    people = {(f"p{text // 2}", code[0]) for text, code, _ in puts}
    expected = {name: sum(code == name.lower() for _, code in people) for name in "AB"}
    assert dict(zip(top.frame["theme"], top.frame["people"], strict=True)) == expected
    mentions = {(text, code) for text, code, _ in puts}
    assert top.frame["mentions"].sum() == len(mentions)
