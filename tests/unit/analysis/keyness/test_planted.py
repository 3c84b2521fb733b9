"""The demonstration: what groups were made to raise comes back in their words; campaigns are told."""

import numpy as np
import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.advice import TermChoices
from heard.analysis.keyness import distinctive_words, word_in_context
from heard.analysis.voices import find_families, one_voice
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames, question_id, stable_id
from heard.intake import read_consultation
from heard.places import home
from heard.tables import ResultTable

DEMO = home() / "data" / "demo"
ENGAGEMENT, FEEDBACK = Scope("engagement"), Scope("feedback")
Demo = tuple[Frames, Consultation]


@pytest.fixture(scope="module")
def demo() -> Demo:
    consultation = load_consultation(DEMO)
    return read_consultation(DEMO, consultation).frames, consultation


@pytest.fixture(scope="module")
def families(demo: Demo) -> pd.DataFrame:
    return find_families(demo[0].texts)


@pytest.fixture(scope="module")
def notes(demo: Demo, families: pd.DataFrame) -> ResultTable:
    return distinctive_words(*demo, "experience", ENGAGEMENT, top=40, families=families)


@pytest.fixture(scope="module")
def feedback(demo: Demo, families: pd.DataFrame) -> ResultTable:
    return distinctive_words(*demo, "experience", FEEDBACK, top=40, families=families, fewest_people=3)


def truth(file: str) -> pd.DataFrame:
    return pd.read_csv(DEMO / "truth" / file, keep_default_na=False)


def boosted(consultation: Consultation) -> dict[str, set[str]]:
    """Return for each group, by its name, the subthemes that it was made to raise more often."""
    names = {group.code: group.name for group in consultation.grouping("experience").groups}
    told = truth("group_boosts.csv").groupby("group")["code"].agg(set)
    return {names[group]: codes for group, codes in told.items()}


@pytest.mark.parametrize(
    ("group", "word"),
    [
        ("Adopters", "fund"),  # adoption-support-fund
        ("Adopters", "adoption"),
        ("Foster carers", "foster"),  # foster-status, foster-say
        ("Parent carers of disabled children", "disabled"),  # cp-focus-disability
        ("People who work or volunteer with children and families", "virtual"),  # virtual-school-heads
        ("People who work or volunteer with children and families", "agencies"),  # joined-up
    ],
)
def test_words_of_what_a_group_was_made_to_raise_set_it_apart(
    notes: ResultTable, group: str, word: str
) -> None:
    found = notes.frame.set_index(["group", "term"])
    assert found.loc[(group, word), "distinctive"] == 1


@pytest.mark.parametrize(
    ("group", "word"),
    [
        ("Parent carers of disabled children", "assessment"),  # assessment-waits
        ("People who work or volunteer with children and families", "turnover"),  # turnover-instability
    ],
)
def test_words_that_few_notes_hold_are_listed_and_just_short_of_sure(
    notes: ResultTable, group: str, word: str
) -> None:
    found = notes.frame.set_index(["group", "term"]).loc[(group, word)]
    assert found["log_odds"] > found["chance_high"]
    assert 0.05 < found["q"] < 0.1


def test_distinctive_words_stand_mostly_in_notes_on_what_the_group_was_made_to_raise(
    demo: Demo, notes: ResultTable
) -> None:
    frames, consultation = demo
    codes = boosted(consultation)
    coded = frames.codings.groupby("text_id")["code"].agg(set)
    rows = notes.rows_behind["uses"].merge(
        notes.frame[["group", "term", "driven_by", "distinctive"]], on=["group", "term", "driven_by"]
    )
    on_it = pd.Series(
        [
            bool(coded.get(text, set()) & codes[group])
            for text, group in zip(rows["row_id"], rows["group"], strict=True)
        ]
    )
    distinctive = rows["distinctive"] == 1
    assert distinctive.sum() > 300
    assert on_it[distinctive].mean() > 0.6
    # Listed words that could be there by chance stand in them less often.
    assert on_it[distinctive].mean() > on_it[~distinctive].mean() + 0.15


def test_pairs_of_words_name_the_subject(demo: Demo, families: pd.DataFrame) -> None:
    found = distinctive_words(*demo, "experience", ENGAGEMENT, TermChoices(length=2), families=families)
    chosen = found.frame[found.frame["distinctive"] == 1]
    named = set(zip(chosen["group"], chosen["term"], strict=True))
    assert {
        ("Adopters", "adoption support"),
        ("Adopters", "support fund"),
        ("People who work or volunteer with children and families", "virtual school"),
    } <= named


def test_when_people_trade_groups_next_to_nothing_is_distinctive(demo: Demo, families: pd.DataFrame) -> None:
    frames, consultation = demo
    held = frames.memberships[frames.memberships["grouping"] == "experience"]
    notes = frames.texts[frames.texts["collection"] == "engagement"]
    held = held[held["respondent_id"].isin(notes["respondent_id"])]
    people = np.sort(held["respondent_id"].unique())
    named, beyond, listed = 0, 0, 0
    for seed in range(8):
        traded = dict(zip(people, np.random.default_rng(seed).permutation(people), strict=True))
        dealt = held.assign(respondent_id=held["respondent_id"].map(traded).astype("str"))
        table = distinctive_words(
            Frames.of(**(dict(frames.items()) | {"memberships": dealt})),
            consultation,
            "experience",
            ENGAGEMENT,
            families=families,
        ).frame
        named += bool(table["distinctive"].any())
        beyond += (table["log_odds"] > table["chance_high"]).sum()
        listed += len(table)
    assert named <= 1
    # The head of a list is beyond its own range by selection: that alone would say something everywhere.
    assert beyond / listed > 0.2


def members() -> set[str]:
    """Return the ids of the texts that were made as copies of a campaign's."""
    return {
        stable_id("t", row.collection, "respondent", row.respondent, question_id(row.collection, asked))
        for row in truth("campaigns.csv").itertuples()
        for asked in (row.question or "f1",)
    }


def shares_of_campaigns(frames: Frames, consultation: Consultation, table: ResultTable) -> pd.Series:
    """Return for each word of a group the share of its uses that stand in a planted campaign's texts."""
    shares = {}
    for group, term in zip(table.frame["group"], table.frame["term"], strict=True):
        shown = word_in_context(frames, consultation, "experience", group, term, FEEDBACK).frame
        shares[group, term] = shown["text_id"].isin(members()).mean()
    return pd.Series(shares)


def test_words_that_a_campaign_brought_are_flagged_and_no_others(demo: Demo, feedback: ResultTable) -> None:
    frame = feedback.frame[feedback.frame["group"] == "Parent carers of disabled children"]
    table = ResultTable("some", "Some", frame, feedback.columns, "some")
    shares = shares_of_campaigns(*demo, table)
    flagged = (frame.set_index(["group", "term"])["driven_by"] == "one campaign").reindex(shares.index)
    assert flagged.sum() >= 8
    assert (shares[flagged] > 0.5).all()
    # A member that left half of the letter out is no near-copy, so a share near a half may go unflagged.
    assert (shares[~flagged] < 0.75).all()


def test_a_campaign_counted_once_drives_no_word(demo: Demo, families: pd.DataFrame) -> None:
    frames, consultation = demo
    table = distinctive_words(
        one_voice(frames, families), consultation, "experience", FEEDBACK, top=40, fewest_people=3
    )
    assert "one campaign" not in set(table.frame["driven_by"])


def test_families_are_looked_for_where_none_are_given(demo: Demo, feedback: ResultTable) -> None:
    alone = distinctive_words(*demo, "experience", FEEDBACK, top=40, fewest_people=3)
    pd.testing.assert_frame_equal(alone.frame, feedback.frame)


def test_each_use_of_a_distinctive_word_is_shown_in_context(demo: Demo, notes: ResultTable) -> None:
    first = notes.frame.groupby("group", sort=False).first().reset_index()
    for group, term, uses in zip(first["group"], first["term"], first["uses"], strict=True):
        assert len(word_in_context(*demo, "experience", group, term, ENGAGEMENT).frame) == uses
