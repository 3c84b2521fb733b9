from collections.abc import Callable

import numpy as np
import pytest

from heard.analysis.triangulation import strand_agreement
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable
from tests.unit.analysis.triangulation.making import raising

Read = Callable[[ResultTable, str], dict[object, object]]
_PAIR = ("Call for advice", "Call for evidence")
_THEMES = "uvwxyz"


@pytest.fixture
def six(consultation: Consultation, frames: Frames) -> tuple[Frames, Consultation]:
    """Frames with a codebook of six themes, U to Z."""
    codes = frames.codes.head(1).loc[[0] * len(_THEMES)]
    codes = codes.assign(code=[*_THEMES], name=[*_THEMES.upper()], theme=[*_THEMES])
    return Frames.of(codes=codes), consultation


def _sources(*counts: int) -> list[str]:
    """Return a source for each mention of a theme, so many of each."""
    return [theme for theme, number in zip(_THEMES, counts, strict=False) for _ in range(number)]


def test_two_strands_with_two_neighbours_swapped(six: tuple[Frames, Consultation], column: Read) -> None:
    raised = {"advice": _sources(50, 40, 30, 20, 10), "evidence": _sources(8, 10, 6, 4, 2)}
    table = strand_agreement(raising(six[0], raised), six[1], draws=99)
    # Z is raised by neither, so five themes are compared: nine pairs of ten alike.
    assert column(table, "themes")[_PAIR] == 5
    assert column(table, "tau")[_PAIR] == pytest.approx(0.8)
    assert column(table, "rho")[_PAIR] == pytest.approx(0.9)
    assert sorted(table.rows_behind["themes"]["row_id"]) == list("uvwxy")


def test_the_heads_of_both_lists_are_compared(six: tuple[Frames, Consultation], column: Read) -> None:
    raised = {"advice": _sources(50, 40, 30, 20, 10), "evidence": _sources(1, 1, 1, 9, 9)}
    table = strand_agreement(raising(six[0], raised), six[1], draws=9, top=3)
    # U, V, W against X, Y and, of three equals, U, which stands first in the codebook.
    assert (column(table, "shared")[_PAIR], column(table, "shared_base")[_PAIR]) == (1, 3)
    assert column(table, "by_chance")[_PAIR] == pytest.approx(3 * 3 / 5)
    assert table.rows_behind["shared"]["row_id"].tolist() == ["u"]


def test_a_list_shorter_than_its_head_is_taken_whole(six: tuple[Frames, Consultation], column: Read) -> None:
    raised = {"advice": _sources(9, 8), "evidence": _sources(1, 2, 4, 3, 2)}
    table = strand_agreement(raising(six[0], raised), six[1], draws=9, top=3)
    # Both raised U and V, which are the head of both lists for that alone.
    assert (column(table, "shared")[_PAIR], column(table, "shared_base")[_PAIR]) == (2, 2)
    assert column(table, "by_chance")[_PAIR] == 2


def test_a_theme_that_one_strand_alone_raised_is_in_no_number(
    six: tuple[Frames, Consultation], column: Read
) -> None:
    shared = {"advice": (50, 40, 30, 20, 10), "evidence": (8, 10, 6, 4, 2)}
    one, other = (
        strand_agreement(
            raising(six[0], {strand: _sources(*counts) for strand, counts in raised.items()}),
            six[1],
            draws=99,
        )
        for raised in (shared, shared | {"evidence": (8, 10, 6, 4, 2, 90)})
    )
    # The evidence's most frequent theme, Z, may be one for which nobody looked in the advice.
    for name in ("themes", "tau", "rho", "shared", "by_chance"):
        assert column(other, name) == pytest.approx(column(one, name))
    assert any("both strands raised" in note for note in other.notes)


def test_strands_that_share_no_theme_have_no_number(six: tuple[Frames, Consultation]) -> None:
    raised = {"advice": _sources(9, 8), "evidence": _sources(0, 0, 7, 6)}
    table = strand_agreement(raising(six[0], raised), six[1], draws=9).frame
    assert table[["themes", "shared", "shared_base"]].to_numpy().tolist() == [[0, 0, 0]]
    assert table[["tau", "rho", "by_chance"]].isna().all(axis=None)


def test_themes_that_no_draw_can_swap_have_a_sure_order(
    six: tuple[Frames, Consultation], column: Read
) -> None:
    # Sets inside each other: whoever raises a rarer theme raises all that are more frequent.
    nested = [_THEMES[: length + 1] for length in range(5) for _ in range(200)]
    sources = [" ".join(each) for each in nested]
    table = strand_agreement(raising(six[0], {"advice": sources, "evidence": sources}), six[1])
    for name in ("tau", "tau_low", "tau_high", "rho", "rho_low", "rho_high"):
        assert column(table, name)[_PAIR] == pytest.approx(1)


def test_limits_are_those_of_drawing_sources_one_by_one(
    six: tuple[Frames, Consultation], column: Read
) -> None:
    """A plain bootstrap over sources, written anew, gives the same percentiles but for chance."""
    counts = {"advice": (30, 26, 20, 17, 12), "evidence": (11, 14, 8, 9, 3)}
    raised = {strand: _sources(*each) for strand, each in counts.items()}
    table = strand_agreement(raising(six[0], raised), six[1], draws=4000)
    generator = np.random.default_rng(5)
    taus = []
    for _ in range(4000):
        one, other = (
            np.bincount(generator.choice(np.repeat(np.arange(5), each), sum(each)), minlength=5)
            for each in counts.values()
        )
        signs = [np.sign(np.subtract.outer(each, each))[np.triu_indices(5, 1)] for each in (one, other)]
        taus.append(float(signs[0] @ signs[1] / np.sqrt(np.prod([np.abs(each).sum() for each in signs]))))
    low, high = np.quantile(taus, [0.025, 0.975])
    assert column(table, "tau_low")[_PAIR] == pytest.approx(low, abs=0.06)
    assert column(table, "tau_high")[_PAIR] == pytest.approx(high, abs=0.06)


def test_too_few_themes_or_sources_have_no_number(six: tuple[Frames, Consultation], column: Read) -> None:
    four = {"advice": _sources(9, 7, 5, 3), "evidence": _sources(9, 7, 5, 3)}
    table = strand_agreement(raising(six[0], four), six[1], draws=9)
    assert table.frame[["tau", "tau_low", "rho", "rho_high"]].isna().all(axis=None)
    nine = {"advice": _sources(5, 4, 3, 2, 1), "evidence": _sources(4, 2, 1, 1, 1)}
    table = strand_agreement(raising(six[0], nine), six[1], draws=9)
    assert column(table, "tau")[_PAIR] > 0.8
    assert table.frame[["tau_low", "tau_high"]].isna().all(axis=None)


def test_the_order_of_rows_does_not_matter_and_a_seed_gives_the_same(
    six: tuple[Frames, Consultation],
) -> None:
    raised = {"advice": _sources(30, 26, 20, 17, 12), "evidence": _sources(11, 14, 8, 9, 3)}
    made = raising(six[0], raised)
    shuffled = Frames.of(
        **{
            name: frame if name == "codes" else frame.sample(frac=1, random_state=2)
            for name, frame in made.items()
        }
    )
    one = strand_agreement(made, six[1], draws=50).frame
    assert one.equals(strand_agreement(shuffled, six[1], draws=50).frame)
    assert not one.equals(strand_agreement(made, six[1], draws=50, seed=1).frame)


def test_one_strand_coded_or_none_has_no_pair(six: tuple[Frames, Consultation], no_frames: Frames) -> None:
    assert strand_agreement(no_frames, six[1]).frame.empty
    alone = raising(six[0], {"advice": _sources(3, 2, 1)})
    table = strand_agreement(alone, six[1])
    assert table.frame.empty
    assert table.rows_behind["themes"].empty
