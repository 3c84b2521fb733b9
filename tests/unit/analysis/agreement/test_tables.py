"""Tables of agreement on codings that can be counted on paper."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.agreement import (
    Resampling,
    agreement_by_code,
    agreement_by_pair,
    agreement_by_theme,
    agreement_overall,
    coefficients,
    confused_themes,
    disagreements,
    krippendorff_alpha,
    masi_alpha,
)
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable

WITH, WITHOUT = "With uncoded text", "Without uncoded text"
Make = Callable[..., Frames]
TABLES = (
    agreement_overall,
    agreement_by_code,
    agreement_by_theme,
    agreement_by_pair,
    disagreements,
    confused_themes,
)


def _rows(table: ResultTable, *by: str) -> pd.DataFrame:
    return table.frame.set_index(list(by))


def _overall(table: ResultTable, unit: str, coefficient: str, base: str) -> pd.Series:
    return _rows(table, "unit", "coefficient", "uncoded").loc[(unit, coefficient, base)]


def test_only_texts_that_two_read_are_compared(three: Frames, consultation: Consultation) -> None:
    table = agreement_by_code(three, consultation)
    assert set(table.frame["texts_base"]) == {3}
    assert _rows(table, "code", "uncoded")["texts"].to_dict() == {
        ("Waiting", WITH): 2,
        ("Waiting", WITHOUT): 2,
        ("Crisis", WITH): 1,
        ("Crisis", WITHOUT): 1,
        ("The theme itself", WITH): 3,
        ("The theme itself", WITHOUT): 3,
    }
    behind = table.rows_behind["texts"]
    assert set(behind.loc[behind["code"] == "Waiting", "row_id"]) == {"t1", "t3"}


def test_agreement_on_a_code_worked_by_hand(three: Frames, consultation: Consultation) -> None:
    found = _rows(agreement_by_code(three, consultation), "code", "uncoded")
    # Crisis: one of three texts, by one of two readers. Put 1/6, so chance is 1/36 + 25/36.
    crisis = found.loc["Crisis", WITH]
    assert crisis["percent_agreement"] == pytest.approx(2 / 3)
    assert crisis["fleiss_kappa"] == pytest.approx((2 / 3 - 26 / 36) / (10 / 36))
    assert crisis["gwets_ac1"] == pytest.approx((2 / 3 - 10 / 36) / (26 / 36))
    assert crisis["brennan_prediger"] == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))
    # 1 − (6 − 1) · 1 / (1 · 5)
    assert crisis["krippendorff_alpha"] == pytest.approx(0)
    # Without the two texts on which nobody put it: one text, one of two.
    alone = found.loc["Crisis", WITHOUT]
    assert (alone["percent_agreement"], alone["fleiss_kappa"], alone["krippendorff_alpha"]) == (0, -1, 0)


def test_a_code_that_all_put_wherever_anybody_did_has_no_variation_without_uncoded_text(
    three: Frames, consultation: Consultation
) -> None:
    table = agreement_by_code(three, consultation, resampling=Resampling(50))
    waiting = _rows(table, "code", "uncoded").loc["Waiting"]
    assert waiting["answer"].to_dict() == {WITH: "yes", WITHOUT: "undefined: no variation"}
    assert waiting.loc[WITH, "krippendorff_alpha"] == pytest.approx(1)
    assert waiting.loc[WITHOUT, "percent_agreement"] == 1
    assert np.isnan(waiting.loc[WITHOUT, "krippendorff_alpha"])
    assert waiting.loc[WITHOUT, "resamples"] == 0


def test_themes_take_their_codes_together(three: Frames, consultation: Consultation) -> None:
    found = _rows(agreement_by_theme(three, consultation), "theme", "uncoded")
    # Support: both on t1, one on t2 (a2 by Z), both on t3.
    assert found.loc[("Support", WITH), "percent_agreement"] == pytest.approx(2 / 3)
    # School: X only on t1, X only on t2, Y only on t3.
    assert found.loc[("School", WITH), "percent_agreement"] == 0
    assert found["texts"].to_dict() == dict.fromkeys(found.index, 3)


def test_all_codes_together_are_one_decision_each(three: Frames, consultation: Consultation) -> None:
    """Pooled tables equal the plain coefficients of the same decisions."""
    readers = {"t1": "XY", "t2": "XZ", "t3": "YZ"}
    put = set(three.codings[["text_id", "code", "coder"]].itertuples(index=False, name=None))
    decisions = pd.DataFrame(
        [
            ((text, code), place, (text, code, coder) in put)
            for text, coders in readers.items()
            for code in ("a1", "a2", "b")
            for place, coder in enumerate(coders)
        ],
        columns=["unit", "rater", "value"],
    )
    coded = decisions[decisions.groupby("unit")["value"].transform("any")]
    table = agreement_overall(three, consultation)
    for base, chosen in ((WITH, decisions), (WITHOUT, coded)):
        expected = coefficients(chosen, values=[False, True])
        for label, name in (
            ("Percent agreement", "percent_agreement"),
            ("Fleiss's kappa", "fleiss_kappa"),
            ("Krippendorff's alpha", "krippendorff_alpha"),
            ("Gwet's AC1", "gwets_ac1"),
            ("Brennan-Prediger", "brennan_prediger"),
        ):
            assert _overall(table, "Texts", label, base)["value"] == pytest.approx(expected[name].value)


def test_sets_of_codes_are_compared_by_masi(three: Frames, consultation: Consultation) -> None:
    sets = [("t1", "a1 b", "a1"), ("t2", "b", "a2"), ("t3", "a1 b", "a1")]
    judged = pd.DataFrame(
        [(text, place, set(codes.split())) for text, *both in sets for place, codes in enumerate(both)],
        columns=["unit", "rater", "value"],
    )
    found = _overall(
        agreement_overall(three, consultation), "Sets of codes", "Krippendorff's alpha (MASI distance)", WITH
    )
    assert found["value"] == pytest.approx(masi_alpha(judged).value)


def test_pairs_of_coders_worked_by_hand(three: Frames, consultation: Consultation) -> None:
    found = _rows(agreement_by_pair(three, consultation), "coder", "other_coder", "uncoded")
    assert found["texts"].to_dict() == dict.fromkeys(found.index, 1)
    # X and Y on t1, of codes a1, a2, b: both a1, X alone b. Chance is 2/3 · 1/3 + 1/3 · 2/3.
    assert found.loc[("X", "Y", WITH), "cohens_kappa"] == pytest.approx((2 / 3 - 4 / 9) / (5 / 9))
    # X and Z on t2: b by X, a2 by Z; neither a1. Chance is 1/9 + 4/9.
    assert found.loc[("X", "Z", WITH), "cohens_kappa"] == pytest.approx((1 / 3 - 5 / 9) / (4 / 9))
    # Each put one of the two that either put, and never the same: chance is 1/2.
    assert found.loc[("X", "Z", WITHOUT), "cohens_kappa"] == pytest.approx(-1)
    assert found.loc[("X", "Z", WITHOUT), "scotts_pi"] == pytest.approx(-1)
    first = agreement_by_pair(three, consultation).frame.iloc[0]
    assert (first["coder"], first["other_coder"]) == ("X", "Z")


SEGMENTS = [("t1", "b", "X", 100, 160), ("t1", "b", "Y", 120, 180)]


def test_segments_of_a_thousand_characters_have_the_published_kappa(
    make: Make, consultation: Consultation
) -> None:
    """60 characters each, 40 of them the same: 0.65 with uncoded text, −0.33 without, and never 0.48."""
    frames = make(SEGMENTS, texts=1, characters=1000)
    found = _rows(agreement_by_pair(frames, consultation, unit="segments"), "uncoded")["cohens_kappa"]
    assert found.round(2).to_dict() == {WITH: 0.65, WITHOUT: -0.33}
    fleiss = _rows(agreement_by_code(frames, consultation, unit="segments"), "uncoded")["fleiss_kappa"]
    assert fleiss.round(2).to_dict() == {WITH: 0.65, WITHOUT: -0.33}


def test_alpha_of_segments_is_that_of_their_characters(make: Make, consultation: Consultation) -> None:
    frames = make(SEGMENTS, texts=1, characters=1000)
    characters = pd.DataFrame({"X": np.zeros(1000, dtype=int), "Y": 0})
    characters.loc[100:159, "X"] = characters.loc[120:179, "Y"] = 1
    judged = characters.rename_axis("unit").reset_index().melt("unit", var_name="rater")
    expected = krippendorff_alpha(judged).value
    found = _rows(agreement_by_code(frames, consultation, unit="segments"), "uncoded")
    assert found.loc[WITH, "krippendorff_alpha"] == pytest.approx(expected)


def test_a_coding_without_a_place_covers_its_whole_text(make: Make, consultation: Consultation) -> None:
    frames = make([("t1", "b", "X"), ("t1", "b", "Y", 0, 5)], texts=1, characters=10)
    found = _rows(agreement_by_code(frames, consultation, unit="segments"), "uncoded")
    assert found["percent_agreement"].to_dict() == {WITH: 0.5, WITHOUT: 0.5}


def test_whole_texts_of_one_length_have_segments_that_agree_like_texts(
    three: Frames, consultation: Consultation
) -> None:
    texts, segments = (
        agreement_by_code(three, consultation, unit=unit).frame for unit in ("texts", "segments")
    )
    for name in ("percent_agreement", "fleiss_kappa", "gwets_ac1", "brennan_prediger"):
        assert segments[name].to_numpy() == pytest.approx(texts[name].to_numpy(), nan_ok=True)


def test_whoever_was_given_a_text_has_read_it(three: Frames, consultation: Consultation) -> None:
    given = pd.DataFrame({"text_id": ["t4", "t1", "t9"], "coder": ["Z", "X", "Z"]})
    table = agreement_by_code(three, consultation, read=given)
    assert set(table.frame["texts_base"]) == {4}
    found = _rows(disagreements(three, consultation, read=given), "text_id", "code")
    assert found.loc[("t4", "The theme itself"), ["put_by", "not_put_by"]].tolist() == ["X", "Z"]


def test_texts_on_which_nobody_put_anything_are_in_one_base_only(
    three: Frames, consultation: Consultation
) -> None:
    uncoded = make_read("t4", "Y", "Z")
    frames = Frames.of(**(dict(three.items()) | {"codings": three.codings[three.codings["text_id"] != "t4"]}))
    sets = _rows(agreement_overall(frames, consultation, read=uncoded), "unit", "uncoded")["texts"]
    assert sets["Sets of codes"].to_dict() == {WITH: 4, WITHOUT: 3}


def make_read(text: str, *coders: str) -> pd.DataFrame:
    return pd.DataFrame({"text_id": text, "coder": list(coders)})


def test_settled_codings_and_those_of_nobody_are_not_compared(make: Make, consultation: Consultation) -> None:
    codings = [("t1", "b", "X"), ("t1", "b", "Y")]
    assert agreement_by_code(make(codings, origin="settled"), consultation).frame.empty
    assert agreement_by_code(make([("t1", "b", "X"), ("t1", "b", None)]), consultation).frame.empty


def test_disagreements_say_who_put_the_code_and_who_did_not(
    three: Frames, consultation: Consultation
) -> None:
    table = disagreements(three, consultation)
    assert table.frame[["text_id", "theme", "code", "put_by", "not_put_by"]].to_numpy().tolist() == [
        ["t2", "Support", "Crisis", "Z", "X"],
        ["t2", "School", "The theme itself", "X", "Z"],
        ["t1", "School", "The theme itself", "X", "Y"],
        ["t3", "School", "The theme itself", "Y", "Z"],
    ]
    assert not table.holds_words
    assert disagreements(three, consultation, words=True).holds_words


def test_themes_put_instead_of_each_other_are_counted(three: Frames, consultation: Consultation) -> None:
    """Only on t2 has one coder School without Support, and another Support without School."""
    table = confused_themes(three, consultation)
    first = table.frame.iloc[0]
    assert first[["theme", "other_theme", "texts", "texts_base"]].tolist() == ["Support", "School", 1, 3]
    assert table.rows_behind["texts"]["row_id"].tolist() == ["t2"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_the_order_of_rows_means_nothing(
    table: Callable[..., ResultTable], three: Frames, consultation: Consultation
) -> None:
    mixed = Frames.of(
        **(dict(three.items()) | {name: getattr(three, name).iloc[::-1] for name in ("texts", "codings")})
    )
    pd.testing.assert_frame_equal(table(mixed, consultation).frame, table(three, consultation).frame)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_nothing_compared_is_no_error(
    table: Callable[..., ResultTable], no_frames: Frames, make: Make, consultation: Consultation
) -> None:
    for frames in (no_frames, make([("t1", "b", "X")])):
        found = table(frames, consultation).frame
        assert found.empty or set(found["answer"]) == {"undefined: nothing was judged by two"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_a_scope_that_is_not_there_is_refused(
    table: Callable[..., ResultTable], three: Frames, consultation: Consultation
) -> None:
    with pytest.raises(HeardError, match="collection"):
        table(three, consultation, Scope("nowhere"))
