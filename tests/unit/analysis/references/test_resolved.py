import itertools

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from heard.analysis.references import find_references, resolve_references
from heard.analysis.references.folding import folded_names, folded_title
from heard.analysis.references.resolved import AMBIGUOUS, NOT_SURE, TITLE_ALONE


def resolved(*texts: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the works that texts cite, and for each place the label of its work or why it has none."""
    frame = pd.DataFrame({"text_id": [f"t{at:02d}" for at in range(len(texts))], "text": texts})
    works, mentions = resolve_references(find_references(frame))
    labels = mentions["work_id"].map(dict(zip(works["work_id"], works["label"], strict=True))).astype("str")
    return works, list(labels.fillna(mentions["reason"]))


def works_of(*texts: str) -> int:
    return len(resolved(*texts)[0])


@pytest.mark.parametrize(
    "texts",
    [
        ("Okafor and Lindqvist (2016) say", "see Okafor & Lindqvist 2016", "(Okafor et al., 2016)"),
        ("Okafor (2016) says", "Tom Okafor (2016) says", "on Okafor 2016"),
        ("T. Okafor: Counting the moves (2016)", "Okafor, T. (2016) 'Counting the moves', Care"),
        ("Okafor, T. (2016) 'Counting the moves: a history', Care", "Okafor, T. (2016) 'Counting the Moves'"),
        ("de Weyn (2012) says", "(Weyn, 2012)", "De Weyn 2012"),
        ("García-López (2012) says", "(Garcia-Lopez and Rao, 2012)", "Garcialopez et al. 2012"),
        ("MÜLLER (1998) says", "Muller (1998) says"),
        ("The Fostering Network (2019) asks", "(Fostering Network, 2019)"),
        ("Okafor (2016) says", '"Counting the moves" is good', "Okafor, T. (2016) 'Counting the moves'."),
        ("https://www.a.org/x/?utm_source=y", "see a.org/x for more", "http://A.org/x."),
        ("doi:10.1000/AB", "https://doi.org/10.1000/ab", "https://a.org/doi/10.1000/ab/full"),
        ("Okafor (2016) says", "(Okafor 2016, https://doi.org/10.1000/ab)", "doi 10.1000/ab"),
        ("Stein (2006a) says", "Stein (2006) says"),
        ("Okafor (2016) https://a.org/x", "https://a.org/x", "Okafor (2016) says"),
        (
            "Okafor, T. (2016) 'Moves', Care. https://a.org/x",
            "Okafor, T. (2016) 'Moves: a history', Care. https://a.org/y",
        ),
        (
            "Okafor, T. (2016) 'Moves', Care. https://a.org/x",
            "Okafor, T. (2016) 'Moves', Care. https://a.org/y",
            "Okafor (2016) https://a.org/y",
            "https://a.org/x",
        ),
        ("Okafor (2016) https://a.org/10.1000/ab", "Okafor (2016) https://b.org/10.1000/ab", "10.1000/ab"),
        ("Stein, M. (2006a) 'Moving out', Care", "Stein, M. (2006b) 'Moving out', Care"),
    ],
)
def test_ways_of_citing_one_work_are_one(texts: tuple[str, ...]) -> None:
    for order in itertools.permutations(texts):
        works, labels = resolved(*order)
        assert len(works) == 1
        assert set(labels) == set(works["label"])


@pytest.mark.parametrize(
    "texts",
    [
        ("Okafor (2016) says", "Okafor (2017) says"),
        ("Okafor and Cole (2016) say", "Okafor and Rao (2016) say"),
        ("Okafor, T. (2016) 'Counting the moves', Care", "Okafor, T. (2016) 'Paying the rent', Care"),
        ("Okafor, T. and Cole, B. (2016) 'Moves', Care", "Okafor, J. and Cole, B. (2016) 'Moves', Care"),
        ("Stein (2006a) says", "Stein (2006b) says"),
        ("Okafor, T. (2016) 'Counting the moves', Care", "Okafor et al. (2016) say"),
        ("https://a.org/x", "https://a.org/y"),
        ("Okafor (2016) https://a.org/x", "Okafor (2016) https://a.org/y"),
        ("Okafor, T. (2016) 'Moves', Care. https://a.org/x", "Okafor (2016) https://a.org/y"),
        ("https://a.org/x?id=1", "https://a.org/x?id=2"),
        ("doi:10.1000/a", "doi:10.1000/b"),
    ],
)
def test_works_that_contradict_each_other_are_two(texts: tuple[str, ...]) -> None:
    assert works_of(*texts) == 2


def test_a_short_citation_that_fits_two_works_stays_unresolved() -> None:
    texts = ("Okafor and Cole (2016) say", "Okafor and Rao (2016) say", "Okafor (2016) says")
    for order in itertools.permutations(texts):
        works, labels = resolved(*order)
        assert list(works["label"]) == ["Okafor and Cole (2016)", "Okafor and Rao (2016)"]
        assert labels[order.index("Okafor (2016) says")] == AMBIGUOUS
    titles = (
        "Okafor, T. (2016) 'Moves', Care",
        "Okafor, T. (2016) 'Paying rent', Care",
        "Okafor (2016) says",
    )
    assert resolved(*titles)[1][2] == AMBIGUOUS


def test_two_works_of_one_label_are_told_apart_by_their_ids() -> None:
    works, labels = resolved("Okafor, T. (2016) 'Moves', Care", "Okafor, T. (2016) 'Paying rent', Care")
    assert works["label"].nunique() == works["work_id"].nunique() == 2
    assert list(works["label"]) == [f"Okafor (2016) ({work_id})" for work_id in works["work_id"]]
    assert sorted(labels) == list(works["label"])


def test_why_a_place_is_unresolved_is_said() -> None:
    assert resolved("The Munro Review (2011) is known")[1] == [NOT_SURE]
    assert resolved("I met Sarah 2019")[1] == [NOT_SURE]
    assert resolved('Read "Lost on the way" first')[1] == [TITLE_ALONE]


def test_a_work_is_shown_in_its_fullest_form() -> None:
    works, _ = resolved(
        "Okafor et al. (2016) say",
        "Okafor, T., Cole, B. and Rao, K. (2016) 'Moves: a history', Care. doi:10.1000/A",
        "Okafor, Cole and Rao (2016) say",
        "Okafor, T., Cole, B. and Rao, K. (2016) 'Moves', Care",
    )
    (work,) = works.itertuples()
    assert work.label == "Okafor et al. (2016)"
    assert work.authors == "Okafor, T.; Cole, B.; Rao, K."
    assert (work.year, work.title, work.doi) == ("2016", "Moves: a history", "10.1000/a")


def test_what_has_no_author_is_called_by_neither_doi_nor_host() -> None:
    works, _ = resolved("doi:10.1000/A and https://www.gov.uk/some/words")
    assert sorted(works["label"]) == ["A web page", "A work known by its DOI"]
    two, _ = resolved("https://a.org/x and https://b.org/y")
    assert sorted(two["label"]) == sorted(f"A web page ({work_id})" for work_id in two["work_id"])


def test_a_works_id_stays_when_it_is_cited_more_and_others_are_cited() -> None:
    (before,) = resolved("Okafor (2016) says")[0]["work_id"]
    after = resolved("Okafor and Cole (2016) say", "Stein (2006) says", "Okafor (2016)")[0]
    assert before in set(after["work_id"])


def test_works_known_beforehand_resolve_titles_and_are_listed_only_if_cited() -> None:
    known = pd.DataFrame(
        [("", "", "Okafor, T.", "2016", "Lost on the way"), ("", "", "Stein, M.", "2006", "Moving out")],
        columns=["doi", "url", "authors", "year", "title"],
    )
    texts = pd.DataFrame({"text_id": ["t"], "text": ['Read "Lost on the way" first']})
    works, mentions = resolve_references(find_references(texts), known)
    assert list(works["label"]) == ["Okafor (2016)"]
    assert list(mentions["work_id"]) == list(works["work_id"])


def test_nothing_found_is_no_works() -> None:
    works, mentions = resolve_references(find_references(pd.DataFrame({"text_id": [], "text": []})))
    assert list(works.columns) == ["work_id", "label", "authors", "year", "title", "doi", "url"]
    assert list(mentions.columns) == ["text_id", "position", "end", "form", "work_id", "reason"]
    assert works.empty
    assert mentions.empty


_TEXTS = st.sampled_from(
    [
        *(
            "Okafor (2016) says",
            "Okafor and Cole (2016) say",
            "Okafor and Rao (2016) say",
            "Okafor et al. 2016",
        ),
        *("Okafor, T. (2016) 'Moves', Care", "Okafor, T. (2016) 'Rent', Care", "Okafor, J. (2016) 'Moves'."),
        *("Okafor, T. and Cole, B. (2016) 'Moves: more', Care", "Stein (2006a) says", "Stein (2006b)"),
        *("Stein 2006", 'Read "Moves" and "Going home"', "doi:10.1000/a", "(Okafor 2016, doi:10.1000/a)"),
        *("https://a.org/x", "(Stein 2006, https://a.org/x)", "(Okafor 2016, https://a.org/x)"),
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(texts: list[str], random: object) -> None:
    frame = pd.DataFrame({"text_id": [f"t{at}" for at in range(len(texts))], "text": texts})
    found = find_references(frame)
    works, mentions = resolve_references(found)
    order = list(range(len(found)))
    random.shuffle(order)  # type: ignore[attr-defined]
    other_works, other_mentions = resolve_references(found.iloc[order])
    pd.testing.assert_frame_equal(other_works, works)
    pd.testing.assert_frame_equal(other_mentions, mentions)
    assert works["label"].is_unique
    assert works["work_id"].is_unique
    assert set(mentions["work_id"].dropna()) == set(works["work_id"])
    assert ((mentions["reason"] == "") == mentions["work_id"].notna()).all()


def test_names_and_titles_are_folded() -> None:
    names = folded_names("van der Łódź-Østby, Jan; O’Brien, F.; et al.")
    assert [name.family for name in names.each] == ["lodzostby", "obrien"]
    assert [name.initial for name in names.each] == ["j", "f"]
    assert names.others
    assert folded_names("De").each[0].family == "de"
    assert folded_title("Café: the – END?") == "cafe:the:end"


@example("\N{MATHEMATICAL SANS-SERIF BOLD ITALIC CAPITAL A}")
@given(st.text(max_size=20))
def test_folding_a_title_twice_is_the_same(title: str) -> None:
    once = folded_title(title)
    assert folded_title(once.replace(":", ": ")) == once
