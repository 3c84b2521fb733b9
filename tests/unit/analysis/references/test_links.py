import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.references.links import links_in, normal_doi, normal_url, trimmed


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://www.Example.org/Reports/One/", "example.org/Reports/One"),
        ("http://example.org", "example.org"),
        ("EXAMPLE.org/a?utm_source=x&id=3&fbclid=9#top", "example.org/a?id=3"),
        ("https://example.org:443/a", "example.org/a"),
        ("example.org/?utm_medium=mail", "example.org"),
    ],
)
def test_addresses_of_one_page_are_one(written: str, normal: str) -> None:
    assert normal_url(written) == normal


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("10.1093/BJSW/bcab123.", "10.1093/bjsw/bcab123"),
        ("10.1016/S0145-2134(98)00016-7", "10.1016/s0145-2134(98)00016-7"),
        ("10.1111/cfs.1/full", "10.1111/cfs.1"),
        ("10.1000%2F182", "10.1000/182"),
        ("https://doi.org/10.1000/182?x=1", "10.1000/182"),
    ],
)
def test_a_doi_has_one_form(written: str, normal: str) -> None:
    assert normal_doi(written) == normal


def test_the_sentences_own_marks_are_no_part_of_a_link() -> None:
    assert trimmed("a.org/x_(b)).") == "a.org/x_(b)"
    assert trimmed("a.org/x…") == "a.org/x"


def test_an_address_that_holds_a_doi_has_both() -> None:
    (link,) = links_in("At https://journals.org/doi/full/10.1000/AB1 it is.")
    assert (link.doi, link.url) == ("10.1000/ab1", "journals.org/doi/full/10.1000/AB1")
    (link,) = links_in("https://dx.doi.org/10.1000/AB1")
    assert (link.doi, link.url) == ("10.1000/ab1", "")


def test_an_email_address_is_no_link() -> None:
    assert list(links_in("jane@example.org or x@www.example.org, either/or 3.2/4")) == []


_HOSTS = st.from_regex(r"(?i:www\.){0,2}[A-Za-z]{1,5}\.(?:org|uk)", fullmatch=True)
_PATHS = st.text("abC/-_.?&=#utm_source3", max_size=30)


@given(_HOSTS, _PATHS)
def test_normalising_an_address_twice_is_the_same(host: str, path: str) -> None:
    once = normal_url(f"https://{host}/{path}")
    assert normal_url(once) == once


@given(st.text("aB1./()%2Fpdf?#", max_size=30))
def test_normalising_a_doi_twice_is_the_same(rest: str) -> None:
    once = normal_doi(f"10.1000/{rest}")
    assert normal_doi(once) == once
