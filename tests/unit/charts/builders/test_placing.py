from hypothesis import given
from hypothesis import strategies as st

from heard.charts.builders.placing import Box, Place, places_of_names

AREA = Box(0, 0, 600, 300)


def test_a_name_stands_to_the_right_where_it_can() -> None:
    assert places_of_names([(100, 100)], ["Name"], [0], AREA) == [Place.RIGHT]


def test_at_an_edge_it_stands_on_another_side() -> None:
    points = [(595.0, 100.0), (300.0, 2.0), (300.0, 298.0)]
    assert places_of_names(points, ["Name"] * 3, [0, 0, 0], AREA) == [Place.LEFT, Place.BELOW, Place.ABOVE]


def test_what_matters_most_is_placed_first() -> None:
    near = [(100.0, 100.0), (112.0, 100.0)]
    # The first cannot stand on the right, where the second's point is.
    assert places_of_names(near, ["One", "Two"], [1, 2], AREA) == [Place.LEFT, Place.RIGHT]
    same = [(300.0, 150.0)] * 5
    places = places_of_names(same, ["A long name"] * 5, [1, 2, 3, 4, 5], AREA)
    assert places == [Place.NOWHERE, Place.BELOW, Place.ABOVE, Place.LEFT, Place.RIGHT]


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 300), st.integers(1, 30)), max_size=25))
def test_names_on_one_side_never_share_a_place(drawn: list[tuple[float, float, int]]) -> None:
    points, names = [(x, y) for x, y, _ in drawn], ["n" * length for _, _, length in drawn]
    places = places_of_names(points, names, [0.0] * len(points), AREA)
    right = [
        Box(x + 8, y - 7, x + 8 + 6.4 * length, y + 7)
        for (x, y, length), place in zip(drawn, places, strict=True)
        if place is Place.RIGHT
    ]
    for place, one in enumerate(right):
        assert one.within(AREA)
        assert not any(one.meets(other) for other in right[place + 1 :])
