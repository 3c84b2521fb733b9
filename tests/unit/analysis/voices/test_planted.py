"""The demonstration's campaigns come back as families, whole and apart."""

import pandas as pd
import pytest

from heard.analysis.scope import Scope
from heard.analysis.voices import (
    OWN_VOICES,
    families_counted_once,
    family_names,
    find_families,
    near_copy_families,
    one_voice,
    texts_of_families,
    themes_both_ways,
    voices_by_question,
)
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames, question_id, stable_id
from heard.intake import read_consultation
from heard.places import home

DEMO = home() / "data" / "demo"


@pytest.fixture(scope="module")
def demo() -> tuple[Frames, Consultation]:
    consultation = load_consultation(DEMO)
    return read_consultation(DEMO, consultation).frames, consultation


@pytest.fixture(scope="module")
def families(demo: tuple[Frames, Consultation]) -> pd.DataFrame:
    return find_families(demo[0].texts)


def planted() -> pd.Series:
    """Return the planted family of each text by its id."""
    told = pd.read_csv(DEMO / "truth" / "campaigns.csv", keep_default_na=False)
    ids = [
        stable_id("t", row.collection, "respondent", row.respondent, question_id(row.collection, asked))
        for row in told.itertuples()
        for asked in (row.question or "f1",)
    ]
    return pd.Series(list(told["family"]), index=ids)


def test_every_campaign_is_one_family_and_nearly_all_of_it_is_found(families: pd.DataFrame) -> None:
    truth = planted()
    found = families.set_index("text_id")["family"]
    ours = found[found.index.isin(truth.index)]
    # Those who left half of the letter out are no near-copies of it.
    assert len(ours) / len(truth) >= 0.85
    crossed = pd.crosstab(truth[ours.index], ours)
    assert (crossed.max(axis=1) / crossed.sum(axis=1)).min() >= 0.85


def test_every_text_of_a_family_is_like_the_one_that_stands_for_it(families: pd.DataFrame) -> None:
    assert families["likeness"].min() >= 0.5
    assert families.groupby("family")["likeness"].median().min() >= 0.7


def test_what_is_no_campaign_is_in_no_large_family(
    demo: tuple[Frames, Consultation], families: pd.DataFrame
) -> None:
    others = families[~families["text_id"].isin(planted().index)]
    # The demonstration's shortest answers are made of few sentences, so some are alike, in fours at most.
    assert others["family"].value_counts().max() <= 4
    assert len(others) <= 0.01 * len(demo[0].texts)


def test_the_largest_families_are_the_planted_ones(
    demo: tuple[Frames, Consultation], families: pd.DataFrame
) -> None:
    table = near_copy_families(*demo, families, {})
    assert table.frame["texts"].head(3).between(10, 28).all()
    assert set(table.frame["question"].head(3)) == {
        "Call for advice: q2",
        "Call for advice: q4",
        "Feedback on the first report: f1",
    }
    assert set(table.frame["judged"]) == {"Not looked at yet"}
    assert table.frame.at[0, "family"] == "Call for advice: q2, family 1"
    names = family_names(*demo, families)
    (first,) = (family for family, name in names.items() if name == table.frame.at[0, "family"])
    judged = near_copy_families(*demo, families, {first: OWN_VOICES})
    assert judged.frame.at[0, "judged"] == OWN_VOICES


def test_texts_and_voices_add_up(demo: tuple[Frames, Consultation], families: pd.DataFrame) -> None:
    table = voices_by_question(*demo, families, {}).frame
    assert table["texts"].sum() == demo[0].texts["session_id"].isna().sum()
    assert table["in_families"].sum() == len(families)
    left = one_voice(demo[0], families).texts
    assert table["voices"].sum() == left["session_id"].isna().sum()
    judged = {str(families["family"].value_counts().index[0]): OWN_VOICES}
    once = one_voice(demo[0], families_counted_once(families, judged)).texts
    told = voices_by_question(*demo, families, judged).frame
    assert told["voices"].sum() == once["session_id"].isna().sum() > table["voices"].sum()


def test_counted_once_the_campaigns_theme_loses_what_the_campaign_brought(
    demo: tuple[Frames, Consultation], families: pd.DataFrame
) -> None:
    frames, consultation = demo
    once = one_voice(frames, families)
    table = themes_both_ways(frames, once, consultation, Scope("feedback")).frame.set_index("theme")
    theme = "Social worker role and practice"
    lost = table["every_text"] - table["once"]
    (size,) = near_copy_families(*demo, families, {}).frame.query("question.str.startswith('Feedback')")[
        "texts"
    ]
    # Each member is coded once, on the pole that the letter is about.
    assert lost[theme] == size - 1
    assert lost.drop(theme).sum() == 0


def test_texts_of_a_family_begin_with_the_one_that_stands_for_it(
    demo: tuple[Frames, Consultation], families: pd.DataFrame
) -> None:
    table = texts_of_families(demo[0], families, top=3)
    assert table.holds_words
    first = table.frame.groupby("family").first()
    assert (first["likeness"] == 1).all()
    assert table.frame.groupby("family").size().max() <= 3
    one = families["family"].iloc[0]
    assert set(texts_of_families(demo[0], families, one).frame["family"]) == {one}


def test_without_families_tables_are_empty(demo: tuple[Frames, Consultation]) -> None:
    nothing = find_families(Frames.of().texts)
    assert near_copy_families(*demo, nothing, {}).frame.empty
    assert texts_of_families(demo[0], nothing).frame.empty
    assert voices_by_question(*demo, nothing, {}).frame["in_families"].sum() == 0
    assert voices_by_question(Frames.of(), demo[1], nothing, {}).frame.empty
