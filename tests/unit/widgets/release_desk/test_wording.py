from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from heard.store import Hidden
from heard.widgets.release_desk import wording as w


def test_the_wording_is_what_was_said_with_replacements_on_one_line() -> None:
    assert (
        w.words_of("Oh Maeve,\n  listen", (Hidden(3, 8, "[Person 1]", "person"),)) == "Oh [Person 1], listen"
    )
    assert w.words_of("All of it", (Hidden(0, 9, "[…]", "hand"),)) == "[…]"


def test_what_is_hidden_by_hand_swallows_what_it_touches_and_leaves_the_rest() -> None:
    hidden = (Hidden(0, 3, "[a]", "person"), Hidden(5, 8, "[b]", "person"))
    assert w.hide(hidden, 7, 10) == (hidden[0], Hidden(5, 10, "[…]", "hand"))
    assert w.hide(hidden, 3, 5) == (hidden[0], Hidden(3, 5, "[…]", "hand"), hidden[1])


def test_what_was_hidden_wrongly_is_shown_again_by_a_selection_or_a_caret() -> None:
    hidden = (Hidden(0, 3, "[a]", "person"), Hidden(5, 8, "[b]", "person"))
    assert w.show(hidden, 6, 6) == (hidden[0],)
    assert w.show(hidden, 2, 6) == ()
    assert w.show(hidden, 3, 5) == hidden


def test_details_of_a_text_are_cut_at_the_ends_of_a_quotation_of_it() -> None:
    details = [Hidden(0, 4, "[a]", "person"), Hidden(8, 14, "[b]", "place"), Hidden(20, 22, "[c]", "person")]
    assert w.within(details, 2, 10) == (Hidden(0, 2, "[a]", "person"), Hidden(6, 8, "[b]", "place"))


_stretch = (
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).filter(lambda pair: pair[0] < pair[1])
)


@given(st.lists(_stretch, max_size=6), st.lists(_stretch, max_size=3))
def test_whatever_is_hidden_and_shown_again_no_hidden_character_is_in_the_wording(
    hides: list[list[int]], shows: list[list[int]]
) -> None:
    original = "".join(chr(0x4E00 + at) for at in range(30))
    hidden: tuple[Hidden, ...] = ()
    for start, end in hides:
        hidden = w.hide(hidden, start, end)
    for start, end in shows:
        hidden = w.show(hidden, start, end)
    covered = {at for each in hidden for at in range(each.start, each.end)}
    seen = w.words_of(original, hidden)
    assert [character for character in original if character in seen] == [
        character for at, character in enumerate(original) if at not in covered
    ]
    assert all(one.end <= other.start for one, other in pairwise(hidden))
