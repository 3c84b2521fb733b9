import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.references import find_references
from tests.unit.analysis.references.labelled import MISSED, NO_REFERENCES, NOT_SURE, REFERENCES


def found_in(*texts: str) -> pd.DataFrame:
    return find_references(pd.DataFrame({"text_id": [f"t{at}" for at in range(len(texts))], "text": texts}))


def cited(text: str) -> tuple[str, ...]:
    """Return what a text cites, in the way the labels are written."""
    return tuple(
        f"{row.form}:{row.doi or row.url}" if row.form in ("doi", "url") else f"{row.authors}|{row.year}"
        for row in found_in(text).itertuples()
    )


@pytest.mark.parametrize(("text", "labels"), REFERENCES)
def test_a_reference_is_read(text: str, labels: tuple[str, ...]) -> None:
    assert cited(text) == labels


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_what_is_no_reference_is_not_read_as_one(text: str) -> None:
    assert found_in(text).empty


@pytest.mark.parametrize("text", NOT_SURE)
def test_a_name_that_may_be_no_authors_has_a_form_of_its_own(text: str) -> None:
    (row,) = found_in(text).itertuples()
    assert (row.form, row.title) == ("name-year", "")
    assert row.year in text


@pytest.mark.parametrize(("text", "labels"), MISSED)
def test_known_misses_are_missed(text: str, labels: tuple[str, ...]) -> None:
    assert cited(text) != labels


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Okafor, T. (2016) 'Counting the moves: a history', Care Studies", "Counting the moves: a history"),
        ("Okafor, T. (2016) 'What the carers' groups said', Care", "What the carers' groups said"),
        ("Okafor, T. (2016). Who moves, who stays. Care, 4(2).", "Who moves, who stays"),
        ("Okafor, T. (2016) Who moves?", "Who moves?"),
        ("T. Okafor, B. Cole: Whose notes? Access to records (2018)", "Whose notes? Access to records"),
        ("Okafor T, Cole B (2018) Whose notes are they? Archives.", "Whose notes are they?"),
        ("Okafor T and Cole B (2018) 'Whose notes?', Archives.", "Whose notes?"),
        ("Okafor T, Cole B. Whose notes are they? Archives. 2018;4:1-9.", "Whose notes are they?"),
        ('"Whose notes are they?" by T. Okafor (2018)', "Whose notes are they?"),
        ("Greenway Trust (2009) “What was lost”, Greenway Trust", "What was lost"),
    ],
)
def test_a_title_is_read_with_its_reference(text: str, title: str) -> None:
    (row,) = found_in(text).itertuples()
    assert (row.form, row.title) == ("author-year", title)


def test_what_a_known_author_says_is_no_title() -> None:
    assert found_in('Munro (2011) "children wait too long" and more.')["title"].tolist() == [""]


@pytest.mark.parametrize(
    ("text", "doi", "url"),
    [
        ("Okafor, T. (2016) 'Moves', Care, 4(2), 1-9. doi:10.1000/AB.1.", "10.1000/ab.1", ""),
        ("Okafor, T. (2016) 'Moves', Care. Available at: https://a.org/x (May 2020)", "", "a.org/x"),
        ("(Okafor 2016, https://doi.org/10.1000/ab)", "10.1000/ab", ""),
    ],
)
def test_a_link_beside_a_reference_is_part_of_it(text: str, doi: str, url: str) -> None:
    (row,) = found_in(text).itertuples()
    assert (row.authors.split(",")[0], row.doi, row.url) == ("Okafor", doi, url)


def test_a_link_is_taken_by_the_reference_before_it_alone() -> None:
    text = "Okafor, T. (2016) 'Moves', Care. Cole, B. (2018) 'Notes', Care. doi:10.1000/b"
    assert found_in(text)["doi"].tolist() == ["", "10.1000/b"]
    apart = found_in("Okafor (2016) is good and we like https://a.org/x")
    assert apart["form"].tolist() == ["author-year", "url"]


def test_a_title_alone_is_a_place_and_speech_is_none() -> None:
    assert found_in('Read "Lost on the way" first.')["title"].tolist() == ["Lost on the way"]
    assert found_in('She said "I want to go home", "No.", "never again" and "Goodbye".').empty


def test_places_are_those_of_the_text() -> None:
    text = "As Okafor and Cole (2016) say, see also (Stein, 2006a; 2012)."
    places = [text[row.position : row.end] for row in found_in(text).itertuples()]
    assert places == ["Okafor and Cole (2016)", "Stein, 2006a", "2012"]


def test_no_texts_give_an_empty_frame_with_its_columns() -> None:
    columns = ["text_id", "position", "end", "form", "doi", "url", "authors", "year", "title"]
    assert list(found_in().columns) == columns
    assert found_in().empty


def test_the_order_of_texts_does_not_matter() -> None:
    texts = pd.DataFrame({"text_id": [f"t{at:02d}" for at in range(len(REFERENCES))]})
    texts["text"] = [text for text, _ in REFERENCES]
    found = find_references(texts)
    assert len(found) > len(texts)
    pd.testing.assert_frame_equal(find_references(texts.sample(frac=1, random_state=5)), found)


_PIECES = st.sampled_from(
    [text for text, _ in REFERENCES[:30]] + ["(", ")", '"', "'", " 2010", "\n", "Aaa ", "and ", "\u0130x "]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=8).map("".join))
def test_places_are_in_order_inside_the_text_and_apart(text: str) -> None:
    found = found_in(text)
    assert (found["position"] < found["end"]).all()
    assert (found["end"] <= len(text)).all()
    assert (found["position"].to_numpy()[1:] >= found["end"].to_numpy()[:-1]).all()
