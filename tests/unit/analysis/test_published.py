"""What is published, counted by hand on the small consultation, and the whole of it on the demonstration."""

from dataclasses import replace

import pandas as pd
import pytest

from heard.analysis.published import (
    EVERYBODY,
    EVERYTHING_WRITTEN,
    people_by_group,
    sides_taken,
    subthemes_raised,
    themes_by_question,
    themes_raised,
)
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable


def cells(table: ResultTable, column: str) -> dict[tuple[str, ...], int]:
    frame = table.frame
    return dict(zip(frame[table.dimensions].itertuples(index=False, name=None), frame[column], strict=True))


def test_everyone_is_a_group_and_everything_a_choice(frames: Frames, consultation: Consultation) -> None:
    people = cells(people_by_group(frames, consultation, "experience"), "people")
    themes = themes_raised(frames, consultation, "experience")
    raised, of = cells(themes, "people"), cells(themes, "people_base")
    for (texts, group), number in people.items():
        assert {of[key] for key in of if key[:2] == (texts, group)} == {number}
    everybody = {
        key[2]: number for key, number in raised.items() if key[:2] == (EVERYTHING_WRITTEN, EVERYBODY)
    }
    coded = frames.codings.merge(frames.texts, on="text_id").merge(frames.codes[["code", "theme"]], on="code")
    by_hand = coded.dropna(subset=["respondent_id"]).groupby("theme")["respondent_id"].nunique()
    names = frames.codes.set_index("code")["name"]
    assert {names[theme]: number for theme, number in by_hand.items()} == {
        theme: number for theme, number in everybody.items() if number
    }


def test_a_subtheme_is_raised_by_no_more_than_its_theme(frames: Frames, consultation: Consultation) -> None:
    themes = cells(themes_raised(frames, consultation, "experience"), "people")
    for (texts, theme, _), number in cells(subthemes_raised(frames, consultation), "people").items():
        assert number <= themes[texts, EVERYBODY, theme]


def test_whoever_took_both_sides_is_on_neither(frames: Frames, consultation: Consultation) -> None:
    table = sides_taken(frames, consultation, "experience")
    assert (table.frame["first"] <= table.frame["leaning"]).all()
    assert set(table.rows_behind) == {"first", "leaning"}


def test_subthemes_that_oppose_each_other_are_left_to_the_sides(
    frames: Frames, consultation: Consultation
) -> None:
    opposed = replace(frames, codes=frames.codes.assign(opposes=frames.codes["code"].map({"a1": "a2"})))
    listed = set(subthemes_raised(frames, consultation).frame["subtheme"])
    assert listed - set(subthemes_raised(opposed, consultation).frame["subtheme"]) == {"Waiting", "Crisis"}


@pytest.fixture
def with_evidence(frames: Frames) -> Frames:
    """Coded evidence: p5 raises Support under both questions, School under the second; p6 School freely."""
    more = pd.DataFrame(
        [("e1", "a1"), ("e3", "a2"), ("e3", "b"), ("e2", "b")], columns=["text_id", "code"], dtype="str"
    )
    codings = more.assign(coding_id=[f"m{place}" for place in range(len(more))])
    e3 = {"text_id": "e3", "collection": "evidence", "question_id": "evidence.q2", "respondent_id": "p5"}
    texts = pd.DataFrame([e3], dtype="str").assign(text="More is not known.")
    both = {
        "texts": pd.concat([frames.texts, texts], ignore_index=True),
        "codings": pd.concat([frames.codings, codings], ignore_index=True),
    }
    return Frames.of(**(dict(frames.items()) | both))


def test_themes_stand_under_the_question_that_they_were_raised_under(
    with_evidence: Frames, consultation: Consultation
) -> None:
    table = themes_by_question(with_evidence, consultation)
    raised = {key: number for key, number in cells(table, "people").items() if number}
    call, robust, gaps, freely = (
        "Call for evidence",
        "q1: Robust?",
        "q2: Gaps?",
        "No question: written freely",
    )
    assert raised == {
        (call, robust, "Support"): 1,
        (call, gaps, "Support"): 1,
        (call, gaps, "School"): 1,
        (call, freely, "School"): 1,
    }
    assert table.frame["question"].drop_duplicates().tolist() == [robust, gaps, freely]
    assert set(table.frame["people_base"]) == {1}
    # Whoever raises a theme under a question is among those who raise it in the call, by the same names.
    in_call = cells(themes_raised(with_evidence, consultation, "experience"), "people")
    assert in_call[call, EVERYBODY, "Support"] == 1
    assert in_call[call, EVERYBODY, "School"] == 2


def test_without_coded_evidence_there_is_no_question(frames: Frames, consultation: Consultation) -> None:
    assert themes_by_question(frames, consultation).frame.empty


def test_where_only_evidence_is_coded_everything_is_it(
    with_evidence: Frames, consultation: Consultation
) -> None:
    only = with_evidence.codings["text_id"].str.startswith("e")
    alone = replace(with_evidence, codings=with_evidence.codings[only])
    assert set(themes_by_question(alone, consultation).frame["texts"]) == {EVERYTHING_WRITTEN}
