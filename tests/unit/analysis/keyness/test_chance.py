"""Chance: all deals of a few people enumerated, and many random ones of more."""

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom, pearson3  # type: ignore[attr-defined]

from heard.analysis.advice import find_terms
from heard.analysis.keyness.chance import chance_range, p_of_more
from heard.analysis.keyness.compared import compared
from heard.analysis.keyness.measures import weighted_log_odds
from heard.analysis.keyness.uses import Uses, uses_of
from heard.analysis.permutation import SMALLEST_P, memberships_of


def uses_made(texts: dict[str, str], groups: dict[str, str], names: str, fewest_people: int = 1) -> Uses:
    """Return uses of people, one text each, who hold the groups that their letters name."""
    frame = pd.DataFrame({"text_id": list(texts), "respondent_id": list(texts), "text": list(texts.values())})
    held = pd.DataFrame(
        [(person, group) for person, held in groups.items() for group in held],
        columns=["respondent_id", "group"],
    )
    return uses_of(find_terms(frame), frame, memberships_of(held, list(names)), fewest_people)


@pytest.fixture
def few() -> Uses:
    return uses_made(
        {
            "p1": "waiting waiting school",
            "p2": "school waiting courts school",
            "p3": "courts",
            "p4": "school school school school",
            "p5": "courts waiting",
        },
        {"p1": "ab", "p2": "a", "p3": "b", "p4": "b", "p5": "c"},
        "abc",
    )


@pytest.fixture
def many() -> Uses:
    random = np.random.default_rng(5)
    people = [f"p{number:03d}" for number in range(120)]
    words = np.array(["waiting", "school", "courts", "housing", "siblings"])
    said = {
        person: " ".join(
            words[random.integers(0, 5, random.integers(2, 9))].tolist() + ["crisis"] * (number == 3) * 9
        )
        for number, person in enumerate(people)
    }
    held = {person: "".join(each for each in "abc" if random.random() < 0.3) for person in people}
    return uses_made(said, held, "abc")


def all_deals(uses: Uses) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return for every order of people the uses of terms by group and of all terms by group."""
    holds, counts = uses.holds, uses.counts.toarray()
    orders = itertools.permutations(range(len(holds)))
    return [(holds[list(order)].T @ counts, holds[list(order)].T @ uses.words) for order in orders]


def test_the_range_is_that_of_all_deals_when_there_are_few(few: Uses) -> None:
    prior = compared(few, None).prior
    group, term = (each.ravel() for each in np.indices((3, len(few.terms))))
    low, high = chance_range(few, group, term, prior, draws=4000)
    everybody, totals = few.words.sum(), few.totals
    ratios = np.array(
        [
            weighted_log_odds(
                ours, totals - ours, words[:, None], everybody - words[:, None], prior[:-1], prior[-1]
            ).ratio.ravel()
            for ours, words in all_deals(few)
        ]
    )
    exact = np.percentile(ratios, (2.5, 97.5), axis=0)
    # Few people make few different values, and a draw's percentile may fall on the next of them.
    assert (low >= ratios.min(axis=0) - 1e-12).all() and (high <= ratios.max(axis=0) + 1e-12).all()
    assert np.isclose(np.stack([low, high]), exact, atol=1e-9).mean() > 0.8


def test_p_has_the_moments_of_all_deals(few: Uses) -> None:
    share = few.totals / few.words.sum()
    beyond = np.array([ours - words[:, None] * share for ours, words in all_deals(few)])
    observed = few.holds.T @ few.counts.toarray() - (few.holds.T @ few.words)[:, None] * share
    assert beyond.mean(axis=0) == pytest.approx(0, abs=1e-12)
    deviation = np.sqrt((beyond**2).mean(axis=0))
    skew = (beyond**3).mean(axis=0) / deviation**3
    assert p_of_more(few) == pytest.approx(pearson3.sf((observed - 0.5) / deviation, skew))


@pytest.mark.parametrize(
    ("people", "holders", "users", "in_group"),
    [
        (1000, 900, 50, 50),
        (1000, 950, 100, 100),
        (300, 280, 80, 80),
        (100, 90, 40, 40),
        (60, 30, 10, 10),
        (1000, 100, 10, 5),
        (1000, 100, 50, 14),
        (300, 150, 20, 19),
    ],
)
def test_chance_is_not_taken_to_be_less_than_it_is_where_each_uses_a_word_once(
    people: int, holders: int, users: int, in_group: int
) -> None:
    # Everybody says one word, so the number of users in the group is hypergeometric.
    uses_it = np.arange(people) < users
    holds = np.arange(people) < in_group
    holds[users : users + holders - in_group] = True
    names = [f"p{number:04d}" for number in range(people)]
    said = {name: "waiting" if each else "school" for name, each in zip(names, uses_it, strict=True)}
    groups = {name: "a" if each else "b" for name, each in zip(names, holds, strict=True)}
    uses = uses_made(said, groups, "ab")
    term = list(uses.found.labels(uses.terms)).index("waiting")
    exact = hypergeom.sf(in_group - 1, people, users, holders)
    assert 0.2 < exact / p_of_more(uses)[0, term] < 1.02


def test_a_p_is_never_nought() -> None:
    # A thousand of 3,000 people use a word and nobody else does: far less than 1 in 10 to the 308 by chance.
    names = [f"p{number:04d}" for number in range(3000)]
    said = {name: "waiting" if number < 1000 else "school" for number, name in enumerate(names)}
    uses = uses_made(said, {name: "a" if said[name] == "waiting" else "b" for name in names}, "ab")
    assert p_of_more(uses).min() == SMALLEST_P


def test_nothing_is_less_likely_than_one_deal() -> None:
    # One of 20 people is the group, and alone says "waiting": whoever says it is the group once in 20 deals.
    said = {f"p{number:02d}": "waiting " * 9 if number == 0 else "school " * 9 for number in range(20)}
    uses = uses_made(said, {name: "a" if name == "p00" else "b" for name in said}, "ab")
    term = list(uses.found.labels(uses.terms)).index("waiting")
    assert p_of_more(uses)[0, term] == pytest.approx(1 / 20)


def test_p_is_about_the_share_of_random_deals_that_are_as_large(many: Uses) -> None:
    random, share = np.random.default_rng(1), many.totals / many.words.sum()
    counts = many.counts.toarray() - many.words[:, None] * share
    observed = many.holds.T @ counts
    drawn = np.array([random.permutation(many.holds).T @ counts for _ in range(4000)])
    exact = (drawn >= observed - 1e-9).mean(axis=0)
    # One person makes all uses of "crisis": whoever has them has all, which no smooth curve can follow.
    smooth = many.found.labels(many.terms) != np.array(["crisis"])
    beyond = (p_of_more(many) - exact)[:, smooth]
    # Half a use is much where people make a few each: chance is rather said to be more than it is.
    assert beyond.min() > -0.02
    assert beyond.max() < 0.06


def test_a_word_of_one_person_is_not_beyond_chance(many: Uses) -> None:
    found = compared(many, None)
    (crisis,) = [place for place, label in enumerate(many.found.labels(many.terms)) if label == "crisis"]
    group = int(np.argmax(found.log_odds.z[:, crisis]))
    assert found.log_odds.z[group, crisis] > 1.5
    _, high = chance_range(many, np.array([group]), np.array([crisis]), found.prior)
    assert found.log_odds.ratio[group, crisis] <= high[0]
    assert p_of_more(many)[group, crisis] > 0.05


def test_draws_depend_on_the_seed_and_on_nothing_else(many: Uses) -> None:
    prior, pair = compared(many, None).prior, (np.array([0, 2]), np.array([1, 1]))
    one, again = (chance_range(many, *pair, prior, draws=50, seed=7) for _ in range(2))
    assert (one == again).all()
    assert (one != chance_range(many, *pair, prior, draws=50, seed=8)).any()
    # Each pair by itself has the range that it has among others.
    alone = chance_range(many, pair[0][1:], pair[1][1:], prior, draws=50, seed=7)
    assert (alone[:, 0] == one[:, 1]).all()


def test_of_nobody_and_of_no_pair_there_is_an_empty_range() -> None:
    nobody = uses_made({}, {}, "ab")
    none = np.empty(0, dtype=np.int64)
    assert chance_range(nobody, none, none, np.zeros(1)).shape == (2, 0)
    assert p_of_more(nobody).shape == (2, 0)


def test_a_word_that_everybody_uses_in_proportion_stands_out_nowhere() -> None:
    uses = uses_made(
        {"p1": "school courts", "p2": "school courts", "p3": "school school courts courts"},
        {"p1": "a", "p2": "b", "p3": "b"},
        "ab",
    )
    assert (p_of_more(uses) == 1).all()
