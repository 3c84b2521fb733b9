"""The demo's second coders agree with the first ones as planted, note by note and code by code.

A second coder keeps each code by the planted chance, else draws one by its frequency: on notes with one code,
the kappa to expect is that chance (see the demo's truth).
"""

from functools import cache

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.agreement import (
    Resampling,
    agreement_by_code,
    agreement_by_pair,
    agreement_overall,
    cohens_kappa,
    disagreements,
)
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.places import home

_FOLDER = home() / "data" / "demo"
_SCOPE = Scope("engagement")


@cache
def _demo() -> tuple[Frames, Consultation]:
    consultation = load_consultation(_FOLDER)
    return read_consultation(_FOLDER, consultation).frames, consultation


def _truth(name: str) -> pd.DataFrame:
    return pd.read_csv(_FOLDER / "truth" / name)


_PAIRS = list(_truth("reliability.csv").itertuples(index=False, name=None))


@pytest.mark.parametrize(("first", "second", "planted"), _PAIRS)
def test_kappa_on_notes_with_one_code_is_as_planted(first: str, second: str, planted: float) -> None:
    codings = _demo()[0].codings
    codings = codings[codings["coder"].isin([first, second])]
    one = codings[codings.groupby(["text_id", "coder"])["code"].transform("nunique") == 1]
    frame = one.rename(columns={"text_id": "unit", "coder": "rater", "code": "value"})
    found = cohens_kappa(frame[["unit", "rater", "value"]], resampling=Resampling())
    assert found.low is not None
    assert found.high is not None
    assert found.low < planted < found.high
    assert found.high - found.low < 0.25


@pytest.mark.parametrize(("first", "second", "planted"), _PAIRS)
def test_kappa_over_all_codes_is_as_planted(first: str, second: str, planted: float) -> None:
    """Notes with several codes keep each by the same chance, so pooled kappa comes near it as well."""
    table = agreement_by_pair(*_demo(), _SCOPE, resampling=Resampling())
    rows = table.frame.set_index(["coder", "other_coder", "uncoded"])
    found = rows.loc[(first, second, "With uncoded text")]
    assert found["cohens_kappa_low"] < planted < found["cohens_kappa_high"]
    assert rows.loc[(first, second, "Without uncoded text"), "cohens_kappa"] < 0
    # A note drops out if the second coder's only code is one that nobody listed.
    planted_notes = (_truth("coded_twice.csv")["second"] == second).sum()
    assert 0 <= planted_notes - found["texts"] <= 2


def test_the_less_reliable_pair_comes_first_and_has_more_disagreements() -> None:
    first = agreement_by_pair(*_demo(), _SCOPE).frame.iloc[0]
    worst = min(_PAIRS, key=lambda pair: float(pair[2]))
    assert (first["coder"], first["other_coder"]) == worst[:2]
    found = disagreements(*_demo(), _SCOPE).frame
    of_worst = found[found[["put_by", "not_put_by"]].isin(worst[:2]).any(axis=1)]
    assert len(of_worst) > len(found) / 2


def test_disagreements_are_those_of_a_separate_count() -> None:
    codings = _demo()[0].codings
    texts = _demo()[0].texts.set_index("text_id")["collection"]
    codings = codings[codings["text_id"].map(texts) == "engagement"]
    twice = codings[codings.groupby("text_id")["coder"].transform("nunique") == 2]
    once = twice.groupby(["text_id", "code"])["coder"].nunique()
    assert len(disagreements(*_demo(), _SCOPE).frame) == (once == 1).sum() > 300


def test_texts_and_segments_agree_alike_where_whole_notes_are_coded() -> None:
    table = agreement_overall(*_demo(), _SCOPE).frame
    kappa = table[(table["coefficient"] == "Fleiss's kappa") & (table["uncoded"] == "With uncoded text")]
    assert kappa["value"].max() - kappa["value"].min() < 0.02


def test_every_code_has_an_answer_or_a_reason() -> None:
    table = agreement_by_code(*_demo(), _SCOPE).frame
    undefined = table["krippendorff_alpha"].isna()
    assert (undefined == (table["answer"] != "yes")).all()
    assert set(table.loc[undefined, "answer"]) == {"undefined: no variation"}
    assert len(table) > 100
