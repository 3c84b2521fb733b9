import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, saturation_curve, saturation_model
from heard.analysis.coding.saturation_curve import Curve, fit_curve, mean_over_orders
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import broken_margins


def planted(texts: int = 60, codes: int = 12) -> Frames:
    """Sixty texts of one code each; the first code on half of them, the next on half of the rest..."""
    names = [f"c{min(int(np.log2(texts / (number + 1))), codes - 1):02}" for number in range(texts)]
    ids = [f"x{number:03}" for number in range(texts)]
    return Frames.of(
        codes=pd.DataFrame({"code": sorted(set(names)), "name": sorted(set(names))}).assign(
            theme=sorted(set(names)), parent=None, definition="", opposes=None
        ),
        texts=pd.DataFrame({"text_id": ids, "collection": "advice", "text": "words"}),
        codings=pd.DataFrame({"coding_id": ids, "text_id": ids, "code": names, "origin": "file"}),
    )


def test_the_mean_is_over_every_order(frames: Frames, consultation: Consultation) -> None:
    table = saturation_curve(frames, consultation).frame
    assert table["texts_read"].tolist() == [1, 2, 3, 4, 5, 6]
    assert table["codes"].tolist() == [3, 3, 3, 4, 5, 5]
    # One text has 8/6 codes on average. Of two texts out of six, 10 of 15 pairs miss a code on one text,
    # 6 miss one on two texts (a1), 3 miss one on three (b): 3 x 5/15 + 9/15 + 12/15.
    assert table["mean"].tolist()[:2] == pytest.approx([8 / 6, 36 / 15])
    assert table["mean"].iloc[-1] == pytest.approx(5)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sets(st.sampled_from("abc"), min_size=1), min_size=1, max_size=5))
def test_the_mean_is_what_counting_every_order_gives(texts: list[set[str]]) -> None:
    counted = [
        np.mean([len(set().union(*order[:read])) for order in itertools.permutations(texts)])
        for read in range(1, len(texts) + 1)
    ]
    sizes = np.array([sum(code in text for text in texts) for code in sorted(set().union(*texts))])
    mean = mean_over_orders(sizes, len(texts), np.arange(1, len(texts) + 1))
    assert mean.tolist() == pytest.approx(counted)


def test_limits_come_from_the_seed_and_hold_the_mean(consultation: Consultation) -> None:
    data = (planted(), consultation)
    one, same, other = (saturation_curve(*data, seed=seed).frame for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one[["low", "high"]].equals(other[["low", "high"]])
    assert one.drop(columns=["low", "high"]).equals(other.drop(columns=["low", "high"]))
    inner = one.iloc[1:-1]
    assert ((inner["low"] <= inner["mean"]) & (inner["mean"] <= inner["high"])).all()
    # All texts read, no order is left to matter.
    assert one["low"].iloc[-1] == one["high"].iloc[-1] == one["codes_base"].iloc[-1]


def test_limits_hold_a_mean_that_hardly_any_order_shows(consultation: Consultation) -> None:
    # Five codes, each on six of thirty texts: after 18 texts less than one order in a hundred lacks any.
    ids = [f"x{number:02}" for number in range(30)]
    frames = Frames.of(
        codes=pd.DataFrame({"code": list("abcde"), "name": list("ABCDE"), "theme": list("abcde")}).assign(
            definition=""
        ),
        texts=pd.DataFrame({"text_id": ids, "collection": "advice", "text": "words"}),
        codings=pd.DataFrame({"coding_id": ids, "text_id": ids, "code": list("abcde") * 6, "origin": "file"}),
    )
    row = saturation_curve(frames, consultation).frame.set_index("texts_read").loc[18]
    assert 4.99 < row["mean"] < 5
    assert (row["low"], row["high"]) == (row["mean"], 5)


def test_limits_hold_what_random_orders_meet(consultation: Consultation) -> None:
    few, many = (saturation_curve(planted(), consultation, orders=orders).frame for orders in (200, 2000))
    # Codes are whole: with more orders the limits move by one at most.
    assert (few["low"] - many["low"]).abs().max() <= 1
    assert (few["high"] - many["high"]).abs().max() <= 1


def test_a_planted_curve_is_found_again() -> None:
    points = np.arange(1, 101)
    curve, why_not = fit_curve(points, Curve(40.0, 30.0).at(points.astype("float64")))
    assert curve is not None
    assert (curve.asymptote, curve.half) == pytest.approx((40, 30), rel=1e-4)
    assert why_not == ""


@pytest.mark.parametrize(
    ("mean", "reason"),
    [
        (Curve(40.0, 5.0).at(np.arange(1.0, 20.0)), "needs 20 texts"),
        (np.linspace(1, 4.9, 60), "5 codes"),
        (np.full(60, 7.0), "the first text has as good as every code"),
        (np.linspace(1, 30, 60), "almost as fast at the end as at the start"),
        (np.array([]), "0 texts with 0 codes"),
    ],
)
def test_where_no_curve_can_be_fitted_words_say_why(mean: np.ndarray, reason: str) -> None:
    curve, why_not = fit_curve(np.arange(1, len(mean) + 1), mean)
    assert curve is None
    assert reason in why_not


def test_the_model_says_what_the_curve_nears_and_how_far_off_it_is(
    consultation: Consultation,
) -> None:
    data = (planted(texts=200), consultation)
    row = saturation_model(*data).frame.iloc[0]
    table = saturation_curve(*data).frame
    curve = Curve(row["asymptote"], row["half"])
    along = table["texts_read"].to_numpy(dtype="float64")
    assert table["fitted"].tolist() == pytest.approx(curve.at(along).tolist())
    assert row["met_share"] == pytest.approx(row["codes"] / row["asymptote"])
    assert row["next_codes"] == pytest.approx(curve.at(np.array([400.0]))[0] - curve.at(np.array([200.0]))[0])
    assert row["largest_miss"] == pytest.approx((table["fitted"] - table["mean"]).abs().max())
    assert curve.at(np.array([row["half"]]))[0] == pytest.approx(row["asymptote"] / 2)


def test_more_than_the_codebook_is_said(consultation: Consultation) -> None:
    table = saturation_model(planted(texts=200), consultation)
    assert table.frame["asymptote"].iloc[0] > table.frame["codebook"].iloc[0]
    assert any("only if the codebook grows" in note for note in table.notes)


def test_too_few_texts_leave_the_fit_out_and_keep_the_rest(
    frames: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    curve, model = saturation_curve(frames, consultation), saturation_model(frames, consultation)
    assert curve.frame["fitted"].isna().all()
    assert model.frame["asymptote"].isna().all()
    assert model.frame[["texts", "codes", "codebook"]].to_numpy().tolist() == [[6, 5, 6]]
    assert all("No curve is fitted to 6 texts with 5 codes" in table.notes[0] for table in (curve, model))
    assert saturation_curve(no_frames, consultation).frame.empty
    totals = coding_totals(frames, consultation)
    assert broken_margins({each.name: each for each in (model, totals)}) == []


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for table in (saturation_curve, saturation_model):
        assert table(frames, consultation).frame.equals(table(shuffled, consultation).frame)


def test_no_order_at_all_is_refused(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="no order of reading"):
        saturation_curve(frames, consultation, Scope(), orders=0)
