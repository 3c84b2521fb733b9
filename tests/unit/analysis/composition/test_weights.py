"""Weights worked by hand: overlapping groups, several margins, people without a group, extremes."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from heard.analysis import Scope
from heard.analysis.composition import (
    AS_HEARD,
    Composition,
    composition_of,
    design_effect,
    effective_size,
    people_weights,
    ranking_by_composition,
)
from heard.analysis.composition.people import CodedPeople
from heard.analysis.composition.ranking import weighted_shares
from heard.analysis.composition.weights import weighting
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames

Crowd = Callable[[Iterable[tuple[str, str, str]]], Frames]
EQUAL = Composition("each_group_equal", ("experience",))


def stated(grouping: str = "experience", **shares: float) -> Composition:
    return Composition("stated_shares", (grouping,), shares={grouping: shares})


def weights(frames: Frames, consultation: Consultation, composition: Composition) -> dict[str, float]:
    frame = people_weights(frames, consultation, composition)
    return dict(zip(frame["respondent_id"], frame["weight"], strict=True))


def notes(frames: Frames, consultation: Consultation, composition: Composition) -> str:
    return " ".join(ranking_by_composition(frames, consultation, "experience", composition).notes)


def _in(grouping: str, groups: Mapping[str, str], code: str = "a") -> Iterable[tuple[str, str, str]]:
    for person, held in groups.items():
        yield person, " ".join(f"{grouping}.{group}" for group in held.split()), code


def test_as_heard_everybody_with_a_coded_text_counts_one(frames: Frames, consultation: Consultation) -> None:
    # p4 and p6 wrote, and nobody coded it; n1 to n3 are of nobody known.
    assert weights(frames, consultation, AS_HEARD) == {"p1": 1, "p2": 1, "p3": 1}


def test_a_person_of_two_groups_has_a_part_of_both_voices(frames: Frames, consultation: Consultation) -> None:
    # Adopters are p1 and p2, carers p1 and p3; nobody coded is a professional, so two groups share the voice.
    # p1 has 1/(2·2) + 1/(2·2) = 1/2, the others 1/4: times three people.
    assert weights(frames, consultation, EQUAL) == pytest.approx({"p1": 1.5, "p2": 0.75, "p3": 0.75})
    said = notes(frames, consultation, EQUAL)
    assert "Nobody here holds Professionals" in said
    # 3² / (1.5² + 2 · 0.75²) = 2.67; 3 / 2.67 = 1.125.
    assert "the 3 people who count say as much as 3 who count alike" in said
    assert "design effect 1.12" in said


def test_the_effective_number_of_people_is_kishs() -> None:
    assert effective_size(np.array([1.5, 0.75, 0.75])) == pytest.approx(9 / 3.375)
    assert design_effect(np.array([1.5, 0.75, 0.75])) == pytest.approx(3.375 / 3)
    assert effective_size(np.array([1.0, 1, 1, 0])) == 3
    assert design_effect(np.array([1.0, 1, 1, 0])) == 1
    assert effective_size(np.zeros(0)) == 0


def test_people_without_a_group_are_set_aside_and_said(crowd: Crowd, consultation: Consultation) -> None:
    heard = crowd([*_in("experience", {"p1": "adopters", "p2": "carers"}), ("p3", "", "a"), ("p4", "", "b")])
    assert weights(heard, consultation, EQUAL) == {"p1": 1, "p2": 1}
    assert "2 of 4 people stated no group of Experience and are set aside" in notes(
        heard, consultation, EQUAL
    )
    # Nobody says that they hold the group that is left out.
    assert set(weights(heard, consultation, composition_of("without.carers", "experience"))) == {
        "p1",
        "p3",
        "p4",
    }


def test_people_who_hold_the_group_are_left_out_whatever_else_they_hold(
    frames: Frames, consultation: Consultation
) -> None:
    without = composition_of("without.carers", "experience")
    assert weights(frames, consultation, without) == {"p2": 1}
    assert "2 of 3 people hold Foster carers and are left out" in notes(frames, consultation, without)


def test_groups_that_are_apart_have_their_share_over_their_number(
    crowd: Crowd, consultation: Consultation
) -> None:
    heard = crowd(_in("region", {"p1": "north", "p2": "north", "p3": "north", "p4": "south"}))
    found = weights(heard, consultation, stated("region", north=0.5, south=0.5))
    # Half of four people's weight for three of the north, half for one of the south.
    assert found == pytest.approx({"p1": 2 / 3, "p2": 2 / 3, "p3": 2 / 3, "p4": 2})
    assert effective_size(np.array(list(found.values()))) == pytest.approx(3)


def test_shares_of_holders_may_add_up_to_more_than_one(crowd: Crowd, consultation: Consultation) -> None:
    heard = crowd(
        _in("experience", {"a1": "adopters", "a2": "adopters", "both": "adopters carers", "c": "carers"})
    )
    asked = stated(adopters=0.5, carers=0.75)
    # Adopters alone a, both b, carers alone c: a + b = 1/2, b + c = 3/4 and a + b + c = 1.
    # So a = 1/4 (two people), b = 1/4 and c = 1/2 (one each), times four people.
    assert weights(heard, consultation, asked) == pytest.approx({"a1": 0.5, "a2": 0.5, "both": 1, "c": 2})
    assert "is reached by the people who hold the group" in notes(heard, consultation, asked)


def test_shares_of_overlapping_groups_that_add_up_to_one_divide_the_population(
    crowd: Crowd, consultation: Consultation
) -> None:
    heard = crowd(_in("experience", {"a": "adopters", "both": "adopters carers", "c": "carers", "p": "pros"}))
    asked = stated(adopters=0.35, carers=0.35, pros=0.3)
    # "both" counts half for each. By symmetry all but p weigh t: t + t/2 = 0.35 of four people.
    t = 4 * 0.35 / 1.5
    assert weights(heard, consultation, asked) == pytest.approx({"a": t, "both": t, "c": t, "p": 1.2})
    said = notes(heard, consultation, asked)
    assert "counts for each in equal parts" in said
    assert "comes out higher than its stated share" in said


def test_a_person_of_two_groups_has_the_geometric_mean_of_their_factors(
    crowd: Crowd, consultation: Consultation
) -> None:
    heard = crowd(_in("experience", {"a": "adopters", "both": "adopters carers", "c": "carers", "p": "pros"}))
    found = weights(heard, consultation, stated(adopters=0.2, carers=0.5, pros=0.3))
    assert found["both"] == pytest.approx((found["a"] * found["c"]) ** 0.5)
    assert (found["a"] + found["both"] / 2) / 4 == pytest.approx(0.2)
    assert (found["c"] + found["both"] / 2) / 4 == pytest.approx(0.5)


def test_a_group_with_a_share_and_nobody_is_said_in_words(crowd: Crowd, consultation: Consultation) -> None:
    heard = crowd(_in("experience", {"a1": "adopters", "a2": "adopters", "c": "carers"}))
    asked = stated(adopters=0.2, carers=0.6, pros=0.2)
    # 0.2 and 0.6 are left of the shares: a quarter and three quarters of three people.
    assert weights(heard, consultation, asked) == pytest.approx({"a1": 0.375, "a2": 0.375, "c": 2.25})
    assert "Professionals has a stated share (0.2) and nobody here" in notes(heard, consultation, asked)


def test_groups_without_a_share_have_what_the_others_leave(crowd: Crowd, consultation: Consultation) -> None:
    heard = crowd(_in("region", {"n1": "north", "n2": "north", "s1": "south", "s2": "south"}))
    found = weights(heard, consultation, stated("region", north=0.25))
    assert found == pytest.approx({"n1": 0.5, "n2": 0.5, "s1": 1.5, "s2": 1.5})


def test_shares_that_add_up_to_less_are_scaled_and_said(crowd: Crowd, consultation: Consultation) -> None:
    heard = crowd(_in("region", {"n": "north", "s": "south"}))
    asked = stated("region", north=0.2, south=0.6)
    assert weights(heard, consultation, asked) == pytest.approx({"n": 0.5, "s": 1.5})
    assert "add up to 0.8 and are scaled to 1" in notes(heard, consultation, asked)


@pytest.mark.parametrize(
    ("groups", "asked", "what"),
    [
        ("north south", stated("region", north=0.6, south=0.6), "add up to 1.2"),
        ("north south", stated("region", north=1.0), "leaves nothing for the people of groups without one"),
        ("north south", stated("region", north=60), "not above 0 and at most 1"),
        ("north south", Composition("stated_shares", ("region",)), "Region has no stated shares"),
        ("adopters carers pros", stated(adopters=0.2, carers=0.2, pros=0.2), "holds at least one"),
        ("adopters adopters", stated(adopters=0.5), "either everybody who counts holds Adopters"),
        ("adopters carers", stated(adopters=0.2, carers=0.3), "no weights reach all stated shares"),
    ],
)
def test_shares_that_contradict_each_other_or_the_people_are_refused(
    crowd: Crowd, consultation: Consultation, groups: str, asked: Composition, what: str
) -> None:
    people = {f"p{place}": group for place, group in enumerate(groups.split())}
    heard = crowd(_in(asked.groupings[0], people))
    with pytest.raises(HeardError, match=what) as raised:
        people_weights(heard, consultation, asked)
    assert raised.value.fix


def test_weights_that_run_to_extremes_are_said_and_not_trimmed(
    crowd: Crowd, consultation: Consultation
) -> None:
    heard = crowd(_in("region", {f"n{number}": "north" for number in range(20)} | {"s": "south"}))
    asked = stated("region", north=0.5, south=0.5)
    assert weights(heard, consultation, asked)["s"] == pytest.approx(10.5)
    said = notes(heard, consultation, asked)
    assert "the largest weight is 10.5 times the mean" in said
    assert "People who weigh more than 5 times the mean: 1." in said
    # 21² / (10.5² + 10.5²/20) = 4 / (1 + 1/20) = 3.8.
    assert "the 21 people who count say as much as 4 who count alike" in said
    mild = notes(heard, consultation, stated("region", north=0.8, south=0.2))
    assert "4.2 times the mean" in mild
    assert "more than 5 times" not in mild


def test_two_margins_make_the_published_four_by_four_table(crowd: Crowd, consultation: Consultation) -> None:
    """Eight hundred people in the cells of the example that ``test_raking`` cites."""
    table = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]])
    parts = ("g1", "g2", "g3", "g4")
    groups = [{"code": part, "name": part} for part in parts]
    four = Consultation.model_validate(
        consultation.model_dump()
        | {"groupings": [{"code": each, "name": each, "groups": groups} for each in ("row", "column")]}
    )
    down, across = (each.repeat(table.ravel()) for each in np.indices(table.shape).reshape(2, -1))
    cells = list(zip(down, across, strict=True))
    heard = crowd(
        (f"p{number:03d}", f"row.g{row + 1} column.g{column + 1}", "a")
        for number, (row, column) in enumerate(cells)
    )
    shares = {
        "row": dict(zip(parts, (0.15, 0.3, 0.4, 0.15), strict=True)),
        "column": dict(zip(parts, (0.2, 0.3, 0.4, 0.1), strict=True)),
    }
    found = people_weights(heard, four, Composition("stated_shares", ("row", "column"), shares=shares))
    raked = np.zeros((4, 4))
    np.add.at(raked, (down, across), found["weight"].to_numpy() * 1000 / 800)
    published = [[64.5585, 46.2325, 35.3843, 3.82473], [28.7516, 41.1800, 63.0347, 17.0337]]
    assert raked[[0, 3]] == pytest.approx(np.array(published), abs=5e-4)


def test_with_two_margins_who_lacks_a_group_of_either_is_set_aside(
    frames: Frames, consultation: Consultation
) -> None:
    held = frames.memberships
    fewer = Frames.of(
        **dict(frames.items())
        | {"memberships": held[(held["group"] != "south") | (held["grouping"] != "region")]}
    )
    both = Composition(
        "stated_shares",
        ("experience", "region"),
        shares={"experience": {"adopters": 0.5}, "region": {"north": 1.0}},
    )
    assert set(weights(fewer, consultation, both)) == {"p1", "p3"}
    assert "1 of 3 people stated no group of Experience or Region" in notes(fewer, consultation, both)


def test_nobody_has_no_weight(no_frames: Frames, frames: Frames, consultation: Consultation) -> None:
    for nothing in (no_frames, Frames.of(codes=frames.codes)):
        for composition in (
            AS_HEARD,
            EQUAL,
            stated(adopters=0.5),
            composition_of("without.pros", "experience"),
        ):
            assert people_weights(nothing, consultation, composition).empty
    assert people_weights(frames, consultation, EQUAL, Scope("evidence")).empty


@st.composite
def _crowds(draw: st.DrawFn) -> CodedPeople:
    """Draw people who hold one to three groups and raise none to two themes."""
    people = draw(
        st.lists(st.tuples(st.integers(1, 7), st.integers(0, 3)), min_size=1, max_size=15).map(np.array)
    )
    held = (people[:, :1] >> np.arange(3)) % 2 == 1
    raised = (people[:, 1:] >> np.arange(2)) % 2 == 1
    ids = pd.Index([f"p{number:02d}" for number in range(len(people))], dtype="str")
    return CodedPeople(ids, ["Support", "School"], raised, {"experience": held})


_DRAWN = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(people=_crowds())
@_DRAWN
def test_where_groups_are_equal_a_themes_share_is_the_mean_of_the_groups_shares(
    consultation: Consultation, people: CodedPeople
) -> None:
    found = weighting(consultation, people, EQUAL)
    assert (found.weights > 0).all()
    assert found.weights.mean() == pytest.approx(1)
    held = people.held["experience"]
    of_groups = [people.raised[holds].mean(axis=0) for holds in held.T if holds.any()]
    assert weighted_shares(people, found) == pytest.approx(np.mean(of_groups, axis=0))


def _least_weight(parts: NDArray[np.float64], target: NDArray[np.float64]) -> float:
    """Return the largest value that the least weight can have with the shares met; below 0 if none can."""
    people = len(parts)
    weights_then_least = linprog(
        np.append(np.zeros(people), -1),
        A_ub=np.column_stack([-np.eye(people), np.ones(people)]),
        b_ub=np.zeros(people),
        A_eq=np.column_stack([parts.T / people, np.zeros(len(target))]),
        b_eq=target,
        bounds=[(0, None)] * (people + 1),
    )
    return float(-weights_then_least.fun) if weights_then_least.success else -1.0


@given(people=_crowds(), shares=st.tuples(*[st.floats(0.1, 0.5)] * 3))
@_DRAWN
def test_stated_shares_that_divide_are_met_with_weights_above_nought(
    consultation: Consultation, people: CodedPeople, shares: tuple[float, ...]
) -> None:
    scaled = np.array(shares) / sum(shares)
    asked = stated(**dict(zip(("adopters", "carers", "pros"), scaled, strict=True)))
    held = people.held["experience"]
    there = held.any(axis=0)
    parts = (held / held.sum(axis=1, keepdims=True))[:, there]
    target = scaled[there] / scaled[there].sum()
    assume(_least_weight(parts, target) > 0.02)
    found = weighting(consultation, people, asked)
    assert (found.weights > 0).all()
    assert found.weights.mean() == pytest.approx(1)
    assert found.weights @ parts / len(held) == pytest.approx(target, abs=1e-7)
    assert 1 <= design_effect(found.weights) <= len(held) + 1e-9


@given(people=_crowds())
@_DRAWN
def test_leaving_a_group_out_leaves_the_others_as_heard(
    consultation: Consultation, people: CodedPeople
) -> None:
    found = weighting(consultation, people, composition_of("without.carers", "experience"))
    assert (found.weights == ~people.held["experience"][:, 1]).all()
