"""References joined: what is compared, and that nothing joined contradicts itself."""

from itertools import combinations, permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.references import find_references, resolve_references
from heard.analysis.references.joined import comparable, joined
from heard.analysis.references.reference import Reference, with_one_address
from heard.analysis.references.resolved import AMBIGUOUS

MANY = 2000


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _page(number: int) -> Reference:
    return Reference(url=f"gov.uk/report?x={number}", authors="Smith, J.", year="2019")


@pytest.mark.parametrize(
    "references",
    [
        [_page(number) for number in range(MANY)],
        [Reference(authors="Smith, J.", year="2019", title=f"Report {number}") for number in range(MANY)],
        [Reference(authors=f"Smith, J.; {_word(number)}, K.", year="2019") for number in range(MANY)],
        [Reference(f"10.1000/{number}", authors="Smith, J.", year="2019") for number in range(MANY)],
    ],
    ids=["addresses", "titles", "second authors", "DOIs"],
)
def test_many_works_of_one_author_and_year_are_not_compared_each_with_each(
    references: list[Reference],
) -> None:
    assert list(comparable(references)) == []
    short = Reference(authors="Smith", year="2019")
    assert len(list(comparable([*references, short]))) == 2 * MANY
    sets, ambiguous = joined([*references, short])
    assert len(sets) == MANY + 1
    assert ambiguous == {short}


def test_one_title_at_many_addresses_is_one_reference() -> None:
    pages = [
        Reference(url=f"a.org/{number}", authors="Smith, J.", year="2019", title="Report")
        for number in range(50)
    ]
    assert {each.url for each in with_one_address(pages)} == {"a.org/0"}


def test_an_address_that_stands_by_two_titles_joins_no_other_addresses() -> None:
    def titled(title: str, url: str) -> Reference:
        return Reference(url=url, authors="Smith, J.", year="2019", title=title)

    both = [
        titled("One", "a.org"),
        titled("Two", "a.org"),
        titled("One", "a.org/1"),
        titled("Two", "a.org/2"),
    ]
    assert with_one_address(both) == both


def test_sixty_documents_of_one_body_and_year_are_sixty_works() -> None:
    texts = [
        f"We rely on Department for Education (2019) https://www.gov.uk/document-{n}." for n in range(60)
    ]
    frame = pd.DataFrame({"text_id": [f"t{n:02d}" for n in range(60)], "text": texts})
    works, mentions = resolve_references(find_references(frame))
    assert len(works) == works["url"].nunique() == works["label"].nunique() == 60
    assert mentions["work_id"].nunique() == 60
    # A page cited twice is one, and the body and year alone fit several.
    more = pd.DataFrame({"text_id": ["x", "y"], "text": [texts[0], "Department for Education (2019)"]})
    works, mentions = resolve_references(find_references(pd.concat([frame, more])))
    assert len(works) == 60
    placed = mentions.set_index("text_id")
    assert placed.at["x", "work_id"] == placed.at["t00", "work_id"]
    assert placed.at["y", "reason"] == AMBIGUOUS


# A chain: by first author and year, by address, and by title. Its two ends have different DOIs.
CHAIN = (
    Reference("10.1000/a", authors="Okafor", year="2016"),
    Reference(url="a.org/x", authors="Okafor", year="2016"),
    Reference(url="a.org/x", title="Moves"),
    Reference("10.1000/b", title="Moves"),
)


def test_a_chain_whose_ends_contradict_each_other_is_not_one_work() -> None:
    assert CHAIN[0].contradicts(CHAIN[3])
    for order in permutations(CHAIN):
        sets, ambiguous = joined(order)
        assert ambiguous == set(CHAIN)
        assert all(len(members) == 1 for members in sets)
    sets, ambiguous = joined(CHAIN[:3])
    assert sets == [set(CHAIN[:3])]
    assert not ambiguous


_REFERENCES = st.builds(
    Reference,
    doi=st.sampled_from(["", "", "", "10.1000/a", "10.1000/b"]),
    url=st.sampled_from(["", "", "a.org/x", "a.org/y"]),
    authors=st.sampled_from(["", "Okafor", "Okafor, T.", "Okafor; Cole", "Okafor; et al.", "Okafor; Rao"]),
    year=st.sampled_from(["2016", "2016a", "2016b"]),
    title=st.sampled_from(["", "", "Moves", "Moves: more", "Moves: less", "Rent"]),
)


@settings(max_examples=300, deadline=None)
@given(st.sets(_REFERENCES, max_size=9))
def test_nothing_joined_contradicts_itself(references: set[Reference]) -> None:
    apart = {each.identity: each for each in sorted(references, key=str)}.values()
    sets, ambiguous = joined(apart)
    assert sorted(map(str, apart)) == sorted(str(each) for members in sets for each in members)
    for members in sets:
        assert not any(one.contradicts(other) for one, other in combinations(members, 2))
        assert len(members) == 1 or not members & ambiguous


@settings(max_examples=300, deadline=None)
@given(st.sets(_REFERENCES, max_size=9))
def test_what_is_not_compared_contradicts(references: set[Reference]) -> None:
    apart = list({each.identity: each for each in sorted(references, key=str)}.values())
    compared = list(comparable(apart))
    assert len(compared) == len(set(compared))
    assert all(pair in compared or pair[0].contradicts(pair[1]) for pair in permutations(apart, 2))
