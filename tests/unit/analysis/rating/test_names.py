import pandas as pd
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from heard.analysis.agreement import Resampling, coefficients
from heard.analysis.rating import (
    NOT_INTERPRETABLE,
    RatingRound,
    free_names,
    most_given,
    name_agreement,
    name_agreement_by_topic,
    names_shared,
    propose_shared,
)
from heard.analysis.rating.names import likeness
from tests.unit.analysis.rating.conftest import given


@pytest.fixture
def answers() -> pd.DataFrame:
    return given(
        ("ann", "T1", "name", "Waiting for help"),
        ("bob", "T1", "name", "waiting for  HELP!"),
        ("cat", "T1", "name", "Delays"),
        ("ann", "T2", "name", "School"),
        ("bob", "T2", "name", "Schools"),
        ("cat", "T2", "interpretable", "no"),
        ("cat", "T2", "name", "written before it was given up"),
    )


def shared(**names: str | None) -> pd.DataFrame:
    rows = [(name.replace("_", " "), value) for name, value in names.items()]
    return pd.DataFrame(rows, columns=["name", "shared"])


def test_capitals_spaces_and_signs_make_no_other_name(
    rating_round: RatingRound, answers: pd.DataFrame
) -> None:
    names = free_names(rating_round, answers).set_index(["rater", "topic_id"])["name"]
    assert names["ann", "T1"] == names["bob", "T1"] == "waiting for help"
    assert names["cat", "T2"] is None


def test_alike_names_are_proposed_as_one_under_the_most_frequent(
    rating_round: RatingRound, answers: pd.DataFrame
) -> None:
    found = propose_shared(free_names(rating_round, answers)).set_index("name")
    assert found["proposed"].to_dict() == {
        "waiting for help": "Waiting for help",
        "delays": "Delays",
        "school": "School",
        "schools": "School",
    }
    assert found.loc["waiting for help", "given"] == 2


def test_likeness_is_by_words_or_by_letters() -> None:
    assert likeness("foster placements", "placement fostering") == 1.0
    assert likeness("school places", "places at school") == pytest.approx(0.8)
    assert likeness("money", "courts") < 0.75


def test_what_a_coordinator_confirmed_decides_and_the_rest_stands_for_itself(
    rating_round: RatingRound, answers: pd.DataFrame
) -> None:
    confirmed = shared(waiting_for_help="Waits", delays="Waits", school=None)
    found = names_shared(free_names(rating_round, answers), confirmed)
    rows = found.set_index(["rater", "topic_id"])
    assert rows.loc[("cat", "T1")].tolist() == ["Waits", True]
    assert rows.loc[("ann", "T2")].tolist() == ["School", False]
    assert rows.loc[("cat", "T2")].tolist() == [NOT_INTERPRETABLE, True]


def test_the_name_most_gave() -> None:
    rows = [("a", "T1", "x"), ("b", "T1", "y"), ("c", "T1", "y"), ("a", "T2", "q"), ("b", "T2", "p")]
    judged = pd.DataFrame(rows, columns=["rater", "topic_id", "value"])
    assert most_given(judged).loc["T1"].tolist() == ["y", 2, 3]
    assert most_given(judged).loc["T2"].tolist() == ["p", 1, 2]


def judged(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["rater", "topic_id", "value"])


def of_table(table: pd.DataFrame) -> dict[str, float]:
    return dict(zip(table["coefficient"], table["value"], strict=True))


def test_agreement_worked_by_hand(rating_round: RatingRound) -> None:
    # T1: x x y (one pair of three alike); T2: y y y (all). Percent: (1/3 + 1) / 2 = 2/3.
    rows = [("a", "T1", "x"), ("b", "T1", "x"), ("c", "T1", "y")]
    rows += [(rater, "T2", "y") for rater in "abc"]
    table = name_agreement(rating_round, judged(rows)).frame
    found = of_table(table)
    assert found["Percent agreement"] == pytest.approx(2 / 3)
    # Alpha: of six values two are x: expected 2·2·4/(6·5) = 8/15; observed (3·2/3 + 0)/6 = 1/3.
    assert found["Krippendorff's alpha"] == pytest.approx(1 - (1 / 3) / (8 / 15))
    # AC1: shares 1/3 and 2/3: chance 2·(1/3·2/3)/(2 - 1) = 4/9.
    assert found["Gwet's AC1"] == pytest.approx((2 / 3 - 4 / 9) / (5 / 9))
    by_topic = name_agreement_by_topic(rating_round, judged(rows)).frame
    assert by_topic["topic"].tolist() == ["T1: wait, help", "T2: school, teacher"]
    assert by_topic["percent_agreement"].tolist() == pytest.approx([1 / 3, 1.0])
    assert by_topic["krippendorff_alpha"].tolist() == pytest.approx([1 - (2 / 3) / (8 / 15), 1.0])
    assert by_topic["gwets_ac1"].tolist() == pytest.approx([(1 / 3 - 4 / 9) / (5 / 9), 1.0])


_CHOICES = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(["T1", "T2", "T3"]), st.sampled_from("xyz")),
    unique_by=lambda each: each[:2],
    min_size=2,
)


@settings(deadline=None)
@examples(_CHOICES)
def test_with_every_rater_once_the_coefficients_are_those_of_all_units(
    rows: list[tuple[str, str, str]],
) -> None:
    import numpy as np

    from heard.analysis.agreement.ratings import ratings_of
    from heard.analysis.rating.agreement import _weighed

    units = judged(rows).rename(columns={"topic_id": "unit"})
    ratings = ratings_of(units)
    overall, _ = _weighed(ratings.chosen, len(ratings.values), np.ones((1, ratings.raters)))
    whole = coefficients(units)
    for name in ("percent_agreement", "krippendorff_alpha", "gwets_ac1"):
        value = whole[name].value
        found = overall[name][0]
        assert np.isnan(found) if value is None else found == pytest.approx(value, abs=1e-9)


def test_raters_drawn_twice_do_not_agree_with_themselves(rating_round: RatingRound) -> None:
    rows = [(rater, topic, f"{rater} of {topic}") for rater in "abcdefghi" for topic in ("T1", "T2")]
    table = name_agreement(rating_round, judged(rows), Resampling(200, 1)).frame.set_index("coefficient")
    assert table.loc["Percent agreement", ["value", "low", "high"]].tolist() == [0.0, 0.0, 0.0]


def test_all_the_same_is_said_in_words(rating_round: RatingRound) -> None:
    rows = [(rater, topic, "x") for rater in "ab" for topic in ("T1", "T2")]
    table = name_agreement(rating_round, judged(rows), Resampling(50, 1)).frame
    assert of_table(table)["Percent agreement"] == 1.0
    assert "no variation" in table.set_index("coefficient").loc["Krippendorff's alpha", "answer"]


def test_nobody_named_anything(rating_round: RatingRound) -> None:
    names = free_names(rating_round, given())
    assert len(propose_shared(names)) == 0
    found = names_shared(names, shared())
    assert name_agreement(rating_round, found, Resampling(10, 1)).frame["value"].isna().all()
    assert len(name_agreement_by_topic(rating_round, found, Resampling(10, 1)).frame) == 0
