"""Nine simulated raters: what was planted in their answers is found again."""

from pathlib import Path
from statistics import NormalDist

import pandas as pd
import pytest

from heard.analysis.agreement import Resampling
from heard.analysis.rating import (
    free_names,
    intrusion_overall,
    most_given,
    name_agreement,
    names_shared,
    propose_shared,
    recheck_answers,
    texts_refused,
)
from heard.consultation import load_consultation
from heard.intake import read_consultation
from heard.store import Rated, rated_round, rated_rounds

# Four shares are held to their plan: 95% for all of them together (Bonferroni).
FOUR_AT_ONCE = NormalDist().inv_cdf(1 - 0.05 / 4 / 2)
DEMO = Path(__file__).parents[3] / "data" / "demo"


@pytest.fixture(scope="module")
def rated() -> Rated:
    described = load_consultation(DEMO)
    texts = read_consultation(DEMO, described).frames.texts
    return rated_round(rated_rounds(DEMO, described, texts, None), "advice.q4")


@pytest.fixture(scope="module")
def planted() -> pd.Series:
    return pd.read_csv(DEMO / "truth" / "ratings.csv").set_index("what")["value"]


@pytest.fixture(scope="module")
def judgements(rated: Rated) -> pd.DataFrame:
    return names_shared(free_names(rated.rating_round, rated.answers), rated.shared)


def test_the_round_is_whole_and_says_that_it_is_simulated(rated: Rated) -> None:
    assert rated.rating_round.synthetic
    assert "simulated" in rated.rating_round.name
    assert all(rater.startswith("Simulated rater") for rater in rated.answers["rater"])
    kinds = pd.Series([item.kind for item in rated.rating_round.items]).value_counts()
    assert kinds.to_dict() == {
        "recheck": 48,
        "topic_intrusion": 16,
        "word_intrusion": 8,
        "word_set_intrusion": 8,
    }
    assert all(len(topic.texts) == 3 for topic in rated.rating_round.topics)
    assert (rated.fates["fate"] == "kept").all()


def test_no_file_of_the_round_holds_a_respondents_words() -> None:
    content = (DEMO / "rating_round.json").read_text(encoding="utf-8")
    assert '"text": ""' in content
    assert max(map(len, content.split('"'))) < 200


def test_agreement_on_names_is_as_planted(rated: Rated, judgements: pd.DataFrame, planted: pd.Series) -> None:
    table = name_agreement(rated.rating_round, judgements, Resampling(1000, 1)).frame
    names = ["percent_agreement", "krippendorff_alpha", "gwets_ac1"]
    for name, low, high in zip(names, table["low"], table["high"], strict=True):
        assert low < planted[name] < high, name


def test_most_raters_give_each_topic_its_planted_name(judgements: pd.DataFrame) -> None:
    topics = pd.read_csv(DEMO / "truth" / "rating_topics.csv").set_index("round_topic")
    assert most_given(judgements)["name"].to_dict() == topics["name"].to_dict()


def test_intruders_are_found_as_often_as_planted(rated: Rated, planted: pd.Series) -> None:
    frame = intrusion_overall(rated.rating_round, rated.answers).frame
    kinds = ["word_intrusion", "word_set_intrusion", "topic_intrusion"]
    for kind, (_, row) in zip(kinds, frame.iterrows(), strict=True):
        spread = (planted[kind] * (1 - planted[kind]) / row["answers"]) ** 0.5
        assert abs(row["precision"] - planted[kind]) < FOUR_AT_ONCE * spread, kind
        assert row["p"] < 0.001
    assert frame["log_odds_p"].iloc[2] < 0.001


def test_texts_are_accepted_as_often_as_planted_and_the_refused_one_is_listed(
    rated: Rated, planted: pd.Series
) -> None:
    refused = pd.read_csv(DEMO / "truth" / "rating_refused.csv")
    found = texts_refused(rated.rating_round, rated.answers).frame
    found["topic"] = found["topic"].str.partition(":")[0]
    assert found[["topic", "text_id"]].values.tolist() == refused.values.tolist()
    read = recheck_answers(rated.rating_round, rated.answers)
    others = read[~read["text_id"].isin(refused["text_id"])]
    share = others["yes"].sum() / others["raters"].sum()
    spread = (planted["recheck_yes"] * (1 - planted["recheck_yes"]) / others["raters"].sum()) ** 0.5
    assert abs(share - planted["recheck_yes"]) < FOUR_AT_ONCE * spread


def test_similarity_alone_proposes_no_group_across_topics(rated: Rated) -> None:
    proposed = propose_shared(free_names(rated.rating_round, rated.answers)).set_index("name")["proposed"]
    shared = rated.shared.set_index("name")["shared"]
    groups = pd.DataFrame({"proposed": proposed, "shared": shared}).dropna()
    assert (groups.groupby("proposed")["shared"].nunique() == 1).all()
