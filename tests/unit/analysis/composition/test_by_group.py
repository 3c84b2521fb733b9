"""What each group weighs: as heard, as asked for, as reached."""

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from heard.analysis.composition import Composition, composition_choices, composition_weights
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
Crowd = Callable[[Iterable[tuple[str, str, str]]], Frames]


def test_equal_groups_have_equal_voices_and_holders_of_two_more_than_one(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = composition_weights(frames, consultation, "experience", "each_group_equal")
    # p1 holds both groups and weighs 1.5, p2 and p3 weigh 0.75.
    assert column(table, "people") == {"Adopters": 2, "Foster carers": 2, "Professionals": 0}
    assert column(table, "people_share")["Adopters"] == pytest.approx(2 / 3)
    assert column(table, "weighted_share") == pytest.approx(
        {"Adopters": 0.75, "Foster carers": 0.75, "Professionals": 0}
    )
    assert column(table, "mean_weight")["Adopters"] == pytest.approx(1.125)
    # 2.25² / (1.5² + 0.75²)
    assert column(table, "effective_people")["Adopters"] == pytest.approx(1.8)
    assert np.isnan(column(table, "mean_weight")["Professionals"])
    assert np.isnan(list(column(table, "target_share").values())).all()


def test_shares_asked_for_stand_beside_those_reached(
    crowd: Crowd, consultation: Consultation, column: Read
) -> None:
    heard = crowd(
        [
            ("a", "experience.adopters", "a"),
            ("both", "experience.adopters experience.carers", "a"),
            ("c", "experience.carers", "a"),
            ("p", "experience.pros", "a"),
            ("n", "", "a"),
        ]
    )
    shares = {"adopters": 0.35, "carers": 0.35, "pros": 0.3}
    asked = Composition("stated_shares", ("experience",), shares={"experience": shares})
    table = composition_weights(heard, consultation, "experience", asked)
    names = ("Adopters", "Foster carers", "Professionals")
    assert column(table, "target_share") == pytest.approx(dict(zip(names, shares.values(), strict=True)))
    assert column(table, "reached_share") == pytest.approx(column(table, "target_share"))
    # a, both and c weigh t = 0.35/1.5 of the whole each, so holders have two of them: more than stated.
    t = 0.35 / 1.5
    assert column(table, "weighted_share") == pytest.approx(
        dict(zip(names, (2 * t, 2 * t, 0.3), strict=True))
    )
    assert column(table, "people_share")["Adopters"] == 0.5
    assert column(table, "mean_weight")["Professionals"] == pytest.approx(1.2)
    assert "1 of 5 people stated no group" in " ".join(table.notes)


def test_as_heard_and_without_a_group_nobody_else_changes(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    as_heard = composition_weights(frames, consultation, "experience")
    assert column(as_heard, "weighted_share") == column(as_heard, "people_share")
    without = composition_weights(frames, consultation, "experience", "without.adopters")
    # p1 and p2 are left out; of the carers p3 stays.
    assert column(without, "weighted_share") == {"Adopters": 0, "Foster carers": 1, "Professionals": 0}
    assert column(without, "mean_weight")["Foster carers"] == 0.5
    assert column(without, "effective_people") == {"Adopters": 0, "Foster carers": 1, "Professionals": 0}


def test_weights_by_one_grouping_are_shown_by_another(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    equal = Composition("each_group_equal", ("experience",))
    table = composition_weights(frames, consultation, "region", equal)
    # North is p1 and p3 (1.5 and 0.75 of 3), south p2.
    assert column(table, "weighted_share") == pytest.approx({"North": 0.75, "South": 0.25})


def test_the_order_of_rows_does_not_matter_and_nobody_leaves_noughts(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    one, other = (
        composition_weights(each, consultation, "experience", "each_group_equal").frame
        for each in (frames, shuffled)
    )
    assert one.equals(other)
    for choice in composition_choices(consultation, "experience"):
        nobody = composition_weights(no_frames, consultation, "experience", choice).frame
        assert nobody["people"].sum() == 0
        assert nobody["weighted_share"].isna().all()
