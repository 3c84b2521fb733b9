"""Of overlapping finds, details: nothing overlaps, and nothing that was found can be read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from heard.release.redaction.kinds import KINDS
from heard.release.redaction.resolve import Found, resolve

TEXT = "Ring Mrs O'Neill, 14 Quarry Bank Road - or 01632 960123."


@st.composite
def finds(draw: st.DrawFn) -> Found:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    return Found(start, end, draw(st.sampled_from(sorted(KINDS))), draw(st.sampled_from([0.6, 0.7, 0.9])))


@given(st.lists(finds(), max_size=8))
def test_details_do_not_overlap_and_hide_all_that_was_found(found: list[Found]) -> None:
    details = resolve(TEXT, found)
    assert all(one.end <= other.start for one, other in pairwise(details))
    hidden = {at for each in details for at in range(each.start, each.end)}
    wanted = {at for each in found for at in range(each.start, each.end)}
    assert {at for at in wanted if TEXT[at].isalnum()} <= hidden <= wanted


@given(st.lists(finds(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_finds_does_not_matter(found: list[Found], rng: object) -> None:
    shuffled = found.copy()
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(TEXT, shuffled) == resolve(TEXT, found)


def test_an_address_takes_the_name_in_it_and_leaves_the_name_beside_it() -> None:
    name, address = Found(9, 26, "person", 0.9), Found(18, 37, "address", 0.8)
    assert resolve(TEXT, [name, address]) == [Found(9, 16, "person", 0.9), address]
