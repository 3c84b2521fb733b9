"""What the demo plants comes back: who was heard, submissions, practice models and the eight topics."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

from heard.analysis import Scope
from heard.analysis.dictionary import find_entries
from heard.analysis.evidence import (
    submissions_by_arrival,
    submissions_by_channel,
    submissions_by_group,
    submissions_by_question,
    submissions_received,
)
from heard.analysis.preparation import prepare
from heard.analysis.reach import reach, reach_by_collection, reach_by_group, reach_by_method
from heard.analysis.scope import texts_in
from heard.analysis.topics import (
    TopicChains,
    TopicSettings,
    combine_chains,
    fit_topics,
    topic_passports,
    topic_shares,
    topic_stability,
)
from heard.analysis.words import Tokens
from heard.consultation import Consultation, load_consultation, load_dictionary
from heard.frames import Frames, stable_id
from heard.intake import read_consultation
from heard.places import home
from heard.tables import ResultTable

_FOLDER = home() / "data" / "demo"


def _truth(name: str) -> pd.DataFrame:
    return pd.read_csv(_FOLDER / "truth" / name, dtype={"question": "str"})


@pytest.fixture(scope="module")
def demo() -> tuple[Frames, Consultation]:
    consultation = load_consultation(_FOLDER)
    return read_consultation(_FOLDER, consultation).frames, consultation


def _raised(table: ResultTable, column: str) -> dict[str, int]:
    """Return one count by the table's dimension, without the rows that nobody is behind."""
    counts = table.frame.set_index(*table.dimensions)[column]
    return {str(label): int(number) for label, number in counts.items() if number}


def _named(consultation: Consultation, grouping: str, codes: pd.Series) -> dict[str, int]:
    """Count planted groups, written "one;two", by their names."""
    names = {each.code: each.name for each in consultation.grouping(grouping).groups}
    held = codes.str.split(";").explode().map(names).fillna("Not stated")
    return {str(name): int(number) for name, number in held.value_counts().items()}


def test_sessions_and_people_present_are_those_of_the_file(demo: tuple[Frames, Consultation]) -> None:
    sessions = pd.read_csv(_FOLDER / "engagement_sessions.csv")
    found = reach_by_method(*demo, "engagement")
    assert _raised(found, "sessions") == {
        "Review-led workshop": 14,
        "Focus group": 30,
        "One-to-one": 20,
        "Organisation meeting": 80,
    }
    present = sessions.groupby("Method")["People present"].sum()
    assert _raised(found, "people_present") == present.to_dict()
    methods = _truth("notes.csv")["session"].map(sessions.set_index("Session")["Method"])
    assert _raised(found, "texts") == methods.value_counts().to_dict()
    groups = reach_by_group(*demo, "experience", "engagement").frame.set_index("group")
    named = {"People who work or volunteer with children and families": "Professionals"}
    for group, row in groups.drop("Not stated").iterrows():
        there = sessions[named.get(str(group), str(group))]
        assert (row["people_present"], row["sessions"]) == (there.sum(), (there > 0).sum())


def test_everyone_planted_is_counted_once(demo: tuple[Frames, Consultation]) -> None:
    notes = pd.read_excel(_FOLDER / "engagement_notes.xlsx", header=3)
    people = [
        notes["Speaker"].nunique(),
        len(_truth("advice_respondents.csv")),
        len(_truth("evidence_submissions.csv")),
        len(_truth("feedback.csv")),
    ]
    assert people[1:] == [932, 207, 304]
    assert reach_by_collection(*demo).frame["people"].tolist() == people
    assert reach(*demo).frame["people"].tolist() == [sum(people) - len(_truth("persons.csv"))]


@pytest.mark.parametrize(
    ("grouping", "column"), [("experience", "experience"), ("capacity", "capacities"), ("region", "region")]
)
def test_respondents_to_the_call_for_advice_hold_the_planted_groups(
    demo: tuple[Frames, Consultation], grouping: str, column: str
) -> None:
    planted = _named(demo[1], grouping, _truth("advice_respondents.csv")[column])
    assert _raised(reach_by_group(*demo, grouping, "advice"), "people") == planted


def test_submissions_of_evidence_are_those_planted(demo: tuple[Frames, Consultation]) -> None:
    planted = _truth("evidence_submissions.csv")
    assert submissions_received(*demo, "evidence").frame["submissions"].tolist() == [len(planted)] == [207]
    for grouping, column in (("respondent_type", "type"), ("area", "areas")):
        found = submissions_by_group(*demo, "evidence", grouping)
        assert _raised(found, "submissions") == _named(demo[1], grouping, planted[column])
    arrival = planted["late"].map({"yes": "Late", "no": "In time"}).value_counts()
    assert _raised(submissions_by_arrival(*demo, "evidence"), "submissions") == arrival.to_dict()
    channel = planted["email"].map({"yes": "Email", "no": "Online form"}).value_counts()
    assert _raised(submissions_by_channel(*demo, "evidence"), "submissions") == channel.to_dict()
    freely = _raised(submissions_by_question(*demo, "evidence"), "submissions")["No question: written freely"]
    assert freely == (planted["email"] == "yes").sum()


def test_every_mention_of_a_practice_model_is_found_and_no_other(
    demo: tuple[Frames, Consultation],
) -> None:
    frames, consultation = demo
    texts = frames.texts[frames.texts["collection"] == "evidence"]
    found = find_entries(texts, load_dictionary(_FOLDER, consultation.practice_models))
    planted = _truth("practice_mentions.csv").query("collection == 'evidence'")
    # Names inside names, misspelt names and plain uses of the same words are planted too, as traps.
    assert (planted["counts"] == "no").sum() > 50
    meant = planted.loc[planted["counts"] == "yes", "what"].value_counts()
    assert found["code"].value_counts().sort_index().to_dict() == meant.sort_index().to_dict()


@pytest.fixture(scope="module")
def tokens(demo: tuple[Frames, Consultation]) -> Tokens:
    return prepare(texts_in(*demo, Scope("advice", "q4"))).tokens


@pytest.fixture(scope="module")
def chains(tokens: Tokens) -> TopicChains:
    settings = TopicSettings(k=8, iterations=200, burnin=200, thin=50)
    return combine_chains([fit_topics(tokens, each) for each in settings.chains(10)])


@pytest.fixture(scope="module")
def topics(
    demo: tuple[Frames, Consultation], chains: TopicChains, tokens: Tokens
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Planted and found shares of topics in the same answers, matched by their words; and these cosines."""
    counts = _truth("q4_topic_words.csv").pivot_table(
        index="topic", columns="word", values="count", fill_value=0
    )
    counts = counts.reindex(columns=tokens.vocabulary, fill_value=0)
    reported = chains.reported
    unit = [each / np.linalg.norm(each, axis=1, keepdims=True) for each in (counts, reported.topic_word)]
    cosines = unit[0].to_numpy() @ unit[1].T
    rows, columns = linear_sum_assignment(cosines, maximize=True)
    mixtures = _truth("q4_mixtures.csv").set_index("respondent")
    ids = pd.Series(mixtures.index, index=[stable_id("r", "advice", number) for number in mixtures.index])
    respondent = demo[0].texts.set_index("text_id")["respondent_id"].loc[reported.text_ids.tolist()]
    found = pd.DataFrame(reported.document_topic, index=respondent.map(ids)).fillna(0)
    # People known in two collections have another id; the others are most of them.
    found = found[found.index.notna()][columns].set_axis(counts.index[rows], axis=1)
    return mixtures.loc[found.index, found.columns], found, cosines[rows, columns]


def test_the_planted_topics_of_question_4_are_found(
    topics: tuple[pd.DataFrame, pd.DataFrame, np.ndarray],
) -> None:
    planted, found, cosines = topics
    assert len(planted) > 700
    assert planted.shape[1] == 8
    assert cosines.min() > 0.9
    assert (planted.idxmax(axis=1) == found.idxmax(axis=1)).mean() > 0.8


def test_the_planted_topics_are_robust_and_the_planted_campaign_is_told(
    demo: tuple[Frames, Consultation], chains: TopicChains, tokens: Tokens
) -> None:
    shares = topic_shares(chains.reported, tokens, demo[0])
    passports = topic_passports(shares, topic_stability(chains)).frame
    assert set(passports["verdict"]) == {"Robust"}
    campaign = (_truth("campaigns.csv")["family"] == "equal-allowances").sum()
    families = (passports["largest_family"] * passports["texts"]).round()
    # Of 14 members most are near enough to each other; no other topic has as many near-copies.
    assert sorted(families)[-2] <= 2
    assert 0.7 * campaign <= families.max() <= campaign


def test_answers_without_a_comment_never_make_a_topic(demo: tuple[Frames, Consultation]) -> None:
    texts = texts_in(*demo, Scope("advice", "q4"))[["text_id", "text"]]
    refusals = ("No further comment at this time, thank you", "I have nothing to add", "Please see above")
    none = pd.DataFrame(
        {"text_id": [f"x{n:03d}" for n in range(300)], "text": [refusals[n % 3] for n in range(300)]}
    )
    prepared = prepare(pd.concat([texts, none]))
    assert set(none["text_id"]) <= set(prepared.no_comment)
    assert len(prepared.no_comment) < 310
    alone = prepare(texts).tokens
    assert prepared.tokens.vocabulary.tolist() == alone.vocabulary.tolist()
    assert prepared.tokens.words.tolist() == alone.words.tolist()


def test_regions_ask_more_often_about_the_topic_planted_for_them(
    topics: tuple[pd.DataFrame, pd.DataFrame, np.ndarray],
) -> None:
    _, found, _ = topics
    region = _truth("advice_respondents.csv").set_index("respondent")["region"].reindex(found.index)
    boosts = _truth("region_boosts.csv").query("collection == 'advice q4'")
    assert len(boosts) == 3
    for where, topic in zip(boosts["region"], boosts["what"], strict=True):
        there = region == where
        assert found.loc[there, topic].mean() > 1.4 * found.loc[~there, topic].mean()
