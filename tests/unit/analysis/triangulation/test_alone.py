from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from heard.analysis.triangulation import could_have_missed, only_one_strand
from heard.analysis.triangulation.alone import IF_LOOKED_FOR, TOO_FEW
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.results import table_html
from heard.tables import ResultTable
from tests.unit.analysis.triangulation.making import raising, without

Read = Callable[[ResultTable, str], dict[object, object]]
_SESSIONS, _ADVICE, _EVIDENCE = "Sessions", "Call for advice", "Call for evidence"


@given(st.integers(1, 100_000))
def test_the_limit_is_the_one_sided_clopper_pearson_limit(sources: int) -> None:
    (limit,) = could_have_missed(pd.Series([sources]))
    assert limit == pytest.approx(beta.ppf(0.95, 1, sources), rel=1e-9)


def test_the_limit_comes_to_the_rule_of_three() -> None:
    limits = could_have_missed(pd.Series([1, 14, 100, 1000, 0]))
    # 0 of 1: any rate up to 95%; 0 of 14: 19%; from a hundred on, 3 over n.
    assert limits.head(2).tolist() == pytest.approx([0.95, 0.1926], abs=5e-5)
    assert np.allclose(limits[2:4], [0.03, 0.003], rtol=0.02)
    assert pd.isna(limits[4])


def test_a_theme_that_one_strand_raised_is_set_beside_the_others(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    # Without k7 and k8 only s2 is coded, on school: support is the call for advice's alone.
    table = only_one_strand(without(frames, "codings", "coding_id", "k7", "k8"), consultation)
    key = ("Support", _ADVICE, _SESSIONS, TOO_FEW)
    assert list(column(table, "sources")) == [key]
    assert (column(table, "sources")[key], column(table, "sources_base")[key]) == (2, 3)
    assert column(table, "other_base")[key] == 1
    assert column(table, "could_have_missed")[key] == pytest.approx(0.95)
    assert table.rows_behind["sources"]["row_id"].tolist() == ["p1", "p2"]


@pytest.mark.parametrize(("silent", "says"), [(3, TOO_FEW), (4, IF_LOOKED_FOR)])
def test_silence_says_nothing_until_the_strand_is_large_enough_and_then_on_a_condition(
    frames: Frames, consultation: Consultation, column: Read, silent: int, says: str
) -> None:
    # All 5 of 5 raise school: the lower Wilson limit is 56.6%; none of 3 may hide 63.2%, none of 4 52.7%.
    raised = {"advice": ["b c"] * 5, "evidence": ["c"] * silent}
    table = only_one_strand(raising(frames, raised), consultation)
    key = ("School", _ADVICE, _EVIDENCE, says)
    assert column(table, "low")[key] == pytest.approx(0.5655, abs=5e-5)
    # What codings cannot know comes first, then how many themes each strand's codings use.
    assert table.notes[0].startswith("Codings do not say whether the coders of a strand looked for a theme.")
    assert (
        "Of 3 themes the codings of each strand use: Call for advice 2, Call for evidence 1." in table.notes
    )


def test_what_two_strands_raised_is_not_listed(frames: Frames, consultation: Consultation) -> None:
    assert only_one_strand(frames, consultation).frame.empty
    assert only_one_strand(frames, consultation, "subtheme").frame.empty


def test_a_subtheme_is_found_where_its_theme_is_shared(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    # Without Night, which lies under Crisis, the call for advice raised support, and of it only Waiting.
    table = only_one_strand(without(frames, "codings", "coding_id", "k3"), consultation, "subtheme")
    key = ("Support", "Crisis", _SESSIONS, _ADVICE, TOO_FEW)
    assert column(table, "sources") == {key: 1}
    assert column(table, "could_have_missed")[key] == pytest.approx(1 - 0.05 ** (1 / 3))


def test_a_strand_that_did_not_divide_the_theme_says_nothing_of_its_subthemes(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    # What is left of support in the call for advice is p2, coded on the theme itself.
    coarse = without(frames, "codings", "coding_id", "k1", "k2", "k3")
    table = only_one_strand(coarse, consultation, "subtheme")
    assert set(column(table, "sources")) == {
        ("Support", subtheme, _SESSIONS, _ADVICE, "Not divided") for subtheme in ("Waiting", "Crisis")
    }
    assert table.frame["could_have_missed"].isna().all()
    assert "Not divided" in table_html(table)


def test_subthemes_of_a_theme_that_one_strand_raised_are_left_to_it(
    frames: Frames, consultation: Consultation
) -> None:
    raised = {"advice": ["a1 b", "a2"], "evidence": ["b"]}
    alone = raising(frames, raised)
    assert only_one_strand(alone, consultation).frame["theme"].tolist() == ["Support"]
    assert only_one_strand(alone, consultation, "subtheme").frame.empty


def test_rows_come_by_strand_and_then_by_how_many_raised_it(
    frames: Frames, consultation: Consultation
) -> None:
    raised = {"engagement": ["c"], "advice": ["b", "a b"], "evidence": ["c"] * 2}
    table = only_one_strand(raising(frames, raised), consultation).frame
    assert table[["theme", "strand", "other"]].to_numpy().tolist() == [
        ["School", _ADVICE, _SESSIONS],
        ["School", _ADVICE, _EVIDENCE],
        ["Support", _ADVICE, _SESSIONS],
        ["Support", _ADVICE, _EVIDENCE],
    ]


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for what, left_out in (("theme", ["k7", "k8"]), ("subtheme", ["k3"])):
        one, other = (
            only_one_strand(without(each, "codings", "coding_id", *left_out), consultation, what).frame
            for each in (frames, shuffled)
        )
        assert len(one)
        assert one.equals(other)


def test_one_strand_coded_or_none_leaves_nothing_to_compare(
    frames: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    for each in (no_frames, raising(frames, {"advice": ["a", "b"]})):
        assert only_one_strand(each, consultation).frame.empty
        assert only_one_strand(each, consultation, "subtheme").frame.empty


def test_another_level_is_refused(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="level"):
        only_one_strand(frames, consultation, "code")  # type: ignore[arg-type]
