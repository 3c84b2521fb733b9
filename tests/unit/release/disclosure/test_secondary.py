"""Choosing what to hide besides, on systems written down by hand."""

import numpy as np
from scipy import sparse

from heard.release.disclosure.intervals import intervals, too_narrow
from heard.release.disclosure.rule import Rule
from heard.release.disclosure.secondary import choose
from heard.release.disclosure.system import System


def halves() -> System:
    """Cells x = 5, 21 and 3 of which twice x is at most the second and at least the third."""
    return System(
        values=np.array([5, 21, 3]),
        on_show=np.array([True, True, True]),
        guarded=np.array([False, False, False]),
        sums=sparse.csr_array((0, 3)),
        at_most=sparse.csr_array(np.array([[2.0, -1.0, 0.0], [-2.0, 0.0, 1.0]])),
        limits=np.zeros(2),
        rule=Rule(9),
    )


def test_whole_numbers_are_counted_and_not_the_distance() -> None:
    # x lies between 1.5 and 10.5: nine apart, and only 2 to 10 are whole.
    system, hidden = halves(), np.array([True, False, False])
    low, high = intervals(system, hidden, np.array([0]))
    assert (low[0], high[0]) == (2, 10)
    assert too_narrow(system, hidden).tolist() == [0]


def test_where_the_distance_is_enough_and_whole_numbers_are_too_few_more_is_hidden() -> None:
    system, hidden = halves(), np.array([True, False, False])
    choice = choose(system, hidden, np.array([0]), costs=np.ones(3))
    assert len(choice.cells) == 1
    hidden[choice.cells] = True
    assert len(too_narrow(system, hidden, np.array([0]))) == 0


def test_the_cheaper_of_two_is_hidden() -> None:
    # 40 = 4 + 16 + 20: either of the others protects the 4.
    system = System(
        values=np.array([40, 4, 16, 20]),
        on_show=np.ones(4, dtype=bool),
        guarded=np.zeros(4, dtype=bool),
        sums=sparse.csr_array(np.array([[1.0, -1.0, -1.0, -1.0]])),
        at_most=sparse.csr_array((0, 4)),
        limits=np.zeros(0),
        rule=Rule(9),
    )
    hidden = np.array([False, True, False, False])
    for costs, expected in (([9, 1, 2, 1], 3), ([9, 1, 1, 2], 2), ([1, 1, 2, 2], 0)):
        choice = choose(system, hidden, np.array([1]), np.array(costs, dtype="float64"))
        assert (choice.cells.tolist(), choice.exact) == ([expected], True)
