import pandas as pd
import pytest

from heard.analysis.rating import (
    Item,
    RatingRound,
    ShownText,
    ShownTopic,
    check_answer,
    gaps,
    sheet_for,
)
from heard.errors import HeardError


def small_round(topics: int = 5) -> RatingRound:
    shown = tuple(
        ShownTopic(f"T{n}", (f"word{n}", f"more{n}"), (0.4, 0.1), (ShownText(f"t-{n}", f"Text {n}."),))
        for n in range(1, topics + 1)
    )
    items = (
        Item("i-1", "word_intrusion", "T1", ("word1", "more1", "zebra"), "zebra"),
        Item("i-2", "recheck", "T1", (), "", ShownText("t-9", "A text."), (0.7,)),
        Item(
            "i-3", "topic_intrusion", "T1", ("a, b", "c, d"), "c, d", ShownText("t-8", "Another."), (0.8, 0.1)
        ),
    )
    return RatingRound("round-1", "First", "advice.q4", "key", shown, items, True)


def answers(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["subject", "scale", "value"])


def test_a_round_survives_json() -> None:
    assert RatingRound.from_json(small_round().to_json()) == small_round()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"topics": [1]}', "null"])
def test_what_is_no_round_is_said_to_be_none(content: str) -> None:
    with pytest.raises(HeardError, match="no round"):
        RatingRound.from_json(content)


def test_each_rater_has_an_order_that_stays() -> None:
    orders = {
        rater: [page.subject for page in sheet_for(small_round(), rater).pages] for rater in "abcdefghi"
    }
    assert orders["a"] == [page.subject for page in sheet_for(small_round(), "a").pages]
    assert len({tuple(order) for order in orders.values()}) > 1
    assert {tuple(sorted(order)) for order in orders.values()} == {
        ("T1", "T2", "T3", "T4", "T5", "i-1", "i-2", "i-3")
    }


def test_tests_of_intrusion_come_before_the_topics_that_would_give_them_away() -> None:
    kinds = [page.kind for page in sheet_for(small_round(), "ann").pages]
    assert kinds == ["word_intrusion", "topic_intrusion", *["topic"] * 5, "recheck"]


def test_options_are_shuffled_apart_for_each_rater_and_the_intruder_stands_nowhere_in_particular() -> None:
    places = {sheet_for(small_round(), f"rater {n}").page("i-1").options.index("zebra") for n in range(30)}
    assert places == {0, 1, 2}


def test_a_page_of_a_test_tells_neither_answer_nor_topic() -> None:
    sheet = sheet_for(small_round(), "ann")
    for subject in ("i-1", "i-3"):
        page = sheet.page(subject)
        assert page.topic_id == "" and page.words == ()
        assert not hasattr(page, "answer")


def test_gaps_are_told_in_the_order_of_the_sheet() -> None:
    sheet = sheet_for(small_round(1), "ann")
    whole = [
        ("i-1", "intruder"),
        ("i-3", "intruder"),
        *[("T1", scale) for scale in ("name", "description", "confidence", "interpretable")],
        ("i-2", "about"),
    ]
    assert gaps(sheet, answers()) == whole
    assert gaps(sheet, answers(("T1", "name", "  "))) == whole


def test_a_topic_said_not_interpretable_needs_no_name() -> None:
    sheet = sheet_for(small_round(1), "ann")
    given = answers(("T1", "interpretable", "no"), ("i-1", "intruder", "zebra"), ("i-2", "about", "unsure"))
    assert gaps(sheet, given) == [("i-3", "intruder")]


def test_only_what_is_asked_can_be_answered() -> None:
    sheet = sheet_for(small_round(), "ann")
    check_answer(sheet.page("i-1"), "intruder", "zebra")
    check_answer(sheet.page("T1"), "name", "Anything at all")
    check_answer(sheet.page("T1"), "confidence", None)
    with pytest.raises(HeardError, match="none of those"):
        check_answer(sheet.page("i-1"), "intruder", "lion")
    with pytest.raises(HeardError, match="none of those"):
        check_answer(sheet.page("T1"), "confidence", "6")
    with pytest.raises(HeardError, match="no scale"):
        check_answer(sheet.page("T1"), "about", "yes")
    with pytest.raises(HeardError, match="no such page"):
        sheet.page("T77")


def test_respondents_words_are_in_no_repr() -> None:
    assert "Text 1" not in repr(small_round())
