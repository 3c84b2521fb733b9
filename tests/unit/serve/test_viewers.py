from heard.serve.viewers import MOST_A_VIEWER, Seats


def test_there_is_room_for_so_many_and_then_for_one_more_once_a_kernel_has_ended() -> None:
    seats = Seats(most=2)
    assert seats.take_turn()
    assert seats.take_turn()
    assert not seats.take_turn()  # both are on their way, and neither has a kernel yet
    seats.seat("k1", "ann")
    seats.give_up()  # the other got none
    assert seats.take_turn()
    seats.seat("k2", "bob")
    assert not seats.take_turn()
    seats.leave("k1")
    seats.leave("k1")
    assert seats.take_turn()


def test_a_kernel_is_held_by_whom_it_was_handed_to() -> None:
    seats = Seats(most=2)
    seats.take_turn()
    seats.seat("k1", "ann")
    assert seats.holds("k1", "ann")
    assert not seats.holds("k1", "bob")
    assert not seats.holds("k2", "ann")
    seats.leave("k1")
    assert not seats.holds("k1", "ann")
    assert not seats.holds("k1", "")  # nobody is not whoever holds a kernel that is no more


def test_the_first_page_of_a_viewer_gives_way_to_one_too_many() -> None:
    seats = Seats(most=40)
    for number in range(MOST_A_VIEWER + 2):
        assert seats.take_turn()
        seats.seat(f"k{number}", "one")
    assert seats.take_turn()
    seats.seat("other", "two")
    assert seats.too_many("one") == ["k0", "k1"]
    assert seats.too_many("two") == []
