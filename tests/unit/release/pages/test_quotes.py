"""Which approved quotations stand beside which page, and that their place says no more than was approved."""

from pathlib import Path

import pytest

from heard.consultation import Consultation, load_consultation
from heard.release.pages import Quote, beside, quotes
from tests.demo_release import DEMO


@pytest.fixture(scope="module")
def consultation() -> Consultation:
    return load_consultation(Path(DEMO))


def quote(number: int, about: str, who: str = "") -> Quote:
    return {"id": f"quotation-{number}", "words": f"words {number}", "about": about, "who": who}


APPROVED = [
    quote(1, "Call for evidence"),
    quote(2, "Theme: Help"),
    quote(3, "Theme: Help", who="An adopter"),
    quote(4, "Theme: Staff"),
    quote(5, "Call for advice"),
    quote(6, "Theme: School"),
    quote(7, "Theme: Money"),
]


def stands(page: str, consultation: Consultation) -> list[int]:
    return [int(each["id"].split("-")[1]) for each in beside(page, APPROVED, consultation)]


def test_no_more_than_three_and_each_about_something_else(consultation: Consultation) -> None:
    assert stands("overview", consultation) == [1, 2, 4]
    assert stands("themes", consultation) == [2, 4, 6]


def test_a_page_shows_what_was_approved_as_being_about_it(consultation: Consultation) -> None:
    assert stands("evidence", consultation) == [1]
    assert stands("groups", consultation) == [3]
    assert stands("topics", consultation) == stands("difference", consultation) == []


def test_the_page_of_quotations_has_all_of_them_or_is_not_there() -> None:
    page = quotes(APPROVED)
    assert page is not None
    assert page["quotes"] == APPROVED
    assert quotes([]) is None
