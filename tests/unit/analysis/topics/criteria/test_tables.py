import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.preparation import prepare
from heard.analysis.scope import texts_in
from heard.analysis.topics import FittedTopics, TopicSettings, fit_topics
from heard.analysis.topics.criteria import HeldOut, criteria_by_k, criteria_choice, hold_out, k_choices
from heard.consultation import load_consultation
from heard.intake import read_consultation
from heard.places import home
from heard.tables import Column, ResultTable, count, dimension, estimate, interval


@pytest.fixture(scope="module")
def held() -> HeldOut:
    folder = home() / "data" / "demo"
    consultation = load_consultation(folder)
    frames = read_consultation(folder, consultation).frames
    return hold_out(prepare(texts_in(frames, consultation, Scope("advice", "q4"))).tokens)


@pytest.fixture(scope="module")
def by_k(held: HeldOut) -> ResultTable:
    models: dict[int, list[FittedTopics]] = {
        k: [
            fit_topics(held.training, each)
            for each in TopicSettings(k=k, iterations=120, burnin=130, thin=40).chains(2)
        ]
        for k in (3, 5, 7, 8, 9, 11, 13)
    }
    return criteria_by_k(models, held)


def test_the_planted_number_of_topics_is_what_most_criteria_choose(by_k: ResultTable) -> None:
    choice = criteria_choice(by_k).frame
    choosing = choice[choice["chooses"] == "Yes"]
    assert len(choosing) >= 6
    assert choosing["best_k"].between(7, 9).sum() >= 5
    by_name = choice.set_index("criterion")
    for name in ("Semantic coherence", "NPMI coherence", "CaoJuan2009", "Stability (cosine)"):
        assert 7 <= by_name.loc[name, "best_k"] <= 9, name
    # These go on in one direction and are said not to choose.
    assert by_name.loc["Arun2010", "chooses"] != "Yes"


def test_every_criterion_is_there_at_every_number_with_its_spread(by_k: ResultTable) -> None:
    assert len(by_k.frame) == 10 * 7
    assert (by_k.frame["low"] <= by_k.frame["value"]).all()
    assert (by_k.frame["value"] <= by_k.frame["high"]).all()
    assert (by_k.frame["models"] == 2).all()
    best = by_k.frame[by_k.frame["best"] != ""].set_index("criterion")["k"]
    assert set(by_k.frame["best"]) == {"", *(f"best: {k}" for k in best)}
    assert best.to_dict() == criteria_choice(by_k).frame.set_index("criterion")["best_k"].to_dict()


def test_one_seed_has_no_stability(held: HeldOut) -> None:
    models = {k: [fit_topics(held.training, TopicSettings(k=k, iterations=5, burnin=5))] for k in (2, 3)}
    table = criteria_by_k(models, held)
    steady = table.frame["criterion"].str.startswith("Stability")
    assert table.frame.loc[steady, "value"].isna().all()
    assert not table.frame.loc[~steady, "value"].isna().any()
    assert "Stability (cosine)" not in set(criteria_choice(table).frame["criterion"])


def made_up(name: str, *values: tuple[float, float, float]) -> ResultTable:
    """A table of one criterion at k = 2, 3, 4 and 5, cut from a real one's columns."""
    rows = [(name, "", k, "", 2, *each) for k, each in enumerate(values, start=2)]
    columns = ["criterion", "direction", "k", "best", "models", "value", "low", "high"]
    return ResultTable("criteria_by_k", "x", pd.DataFrame(rows, columns=columns), _columns(), "x")


def _columns() -> tuple[Column, ...]:
    return (
        dimension("criterion", "Criterion"),
        dimension("direction", "Direction"),
        dimension("k", "k"),
        dimension("best", "Best"),
        count("models", "Models", "models"),
        estimate("value", "Value", "x"),
        interval("low", "Low", of="value", side="low"),
        interval("high", "High", of="value", side="high"),
    )


@pytest.mark.parametrize(
    ("criterion", "best", "near"), [("NPMI coherence", 4, "3"), ("CaoJuan2009", 2, "3, 5")]
)
def test_the_best_and_what_reaches_it(criterion: str, best: int, near: str) -> None:
    table = made_up(criterion, (1, 0.5, 1.5), (5, 1, 8), (7, 6, 9), (3, 1, 4))
    (row,) = criteria_choice(table).frame.to_dict("records")
    assert (row["best_k"], row["near"]) == (best, near)
    assert (row["chooses"] == "Yes") == (best not in (2, 5))


def test_choices_are_listed_the_last_first() -> None:
    decisions = pd.DataFrame(
        {
            "subject": ["topics/advice.q4/k", "topics/advice.q4/k", "topics/advice.q1/k"],
            "revision": [1, 2, 1],
            "value": ["7", None, "5"],
            "reason": ["Coherence", "Two were one", "x"],
            "actor": ["ada", "ben", "ada"],
            "at": pd.to_datetime(["2026-01-01 10:00", "2026-01-02 11:30", "2026-01-01 10:00"]),
        }
    )
    shown = k_choices(decisions, "topics/advice.q4/k").frame
    assert shown.to_dict("records") == [
        {
            "made_at": "2026-01-02 11:30:00",
            "actor": "ben",
            "k": "Taken back",
            "reason": "Two were one",
        },
        {"made_at": "2026-01-01 10:00:00", "actor": "ada", "k": "7", "reason": "Coherence"},
    ]
    assert k_choices(decisions.head(0), "topics/advice.q4/k").frame.empty
