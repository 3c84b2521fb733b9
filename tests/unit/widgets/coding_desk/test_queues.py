import pytest

from heard.errors import HeardError
from heard.widgets.coding_desk import Desk
from heard.widgets.coding_desk.queues import sampled, texts_of


def numbers(desk: Desk, name: str) -> list[int]:
    """Return the places (from 1) of a queue's texts in the file."""
    ids = list(desk.state.texts)
    return [ids.index(text_id) + 1 for text_id in texts_of(desk.state, name)]


def test_each_queue_holds_what_it_says(ann: Desk, bob: Desk) -> None:
    assert numbers(ann, "all") == [1, 2, 3, 4]
    assert numbers(ann, "uncoded") == [4]
    assert numbers(ann, "double") == numbers(ann, "disagreed") == numbers(ann, "given") == []
    ann.code("help")
    bob.refresh()
    bob.code("staff")
    assert numbers(bob, "double") == numbers(bob, "disagreed") == [1]
    bob.give_batch("First", list(bob.state.texts)[1:3], ["ann"], blind=False)
    ann.refresh()
    assert numbers(ann, "given") == [2, 3]
    assert numbers(bob, "given") == []


def test_a_sample_depends_on_its_seed_and_not_on_other_texts() -> None:
    ids = [f"t{number}" for number in range(200)]
    first = sampled(ids, seed=1, size=20)
    assert first == sampled(list(reversed(ids)), seed=1, size=20)
    assert first != sampled(ids, seed=2, size=20)
    fewer = [each for each in ids if each != first[0]]
    assert sampled(fewer, seed=1, size=19) == first[1:]


def test_the_queue_stays_while_its_texts_are_coded(ann: Desk) -> None:
    ann.choose_queue("uncoded")
    ann.code("help")
    assert (ann.place, len(ann.queue)) == (0, 1)
    ann.choose_queue("uncoded")
    assert (ann.text_id, ann.queue) == ("", [])
    with pytest.raises(HeardError, match="no text in hand"):
        ann.code("help")


def test_next_and_previous_end_at_the_queues_ends(ann: Desk) -> None:
    with pytest.raises(HeardError, match="the first text of the queue"):
        ann.previous()
    for _ in range(3):
        ann.next()
    with pytest.raises(HeardError, match="the last text of the queue"):
        ann.next()
    assert ann.place == 3


def test_a_coding_whose_words_have_changed_brings_its_text_up(ann: Desk) -> None:
    ann.code("help", 3, 16)
    ann.state.texts[ann.text_id] = "Something else altogether"
    assert numbers(ann, "doubt") == [1]
