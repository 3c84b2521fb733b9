from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.references import (
    find_references,
    resolve_references,
    unresolved_references,
    who_cited,
    works_by_group,
    works_by_topic,
    works_cited,
)
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames, stable_id
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
Resolved = tuple[pd.DataFrame, pd.DataFrame]

# p1 (adopters and carers) cites Okafor twice and Stein once, and wrote a second text to the call for advice;
# p2 (adopters) and p4 (no group) cite Okafor, as does p5 in evidence.
_WORDS = {
    "t1": "See Okafor and Cole (2016), and again (Okafor et al., 2016). Stein (2006) too.",
    "t2": "Okafor, T. and Cole, B. (2016) 'Counting the moves', Care.",
    "t4": "Okafor & Cole 2016, and the Munro Review (2011)",
    "n1": "Stein (2006)",
    "e1": 'Okafor and Cole (2016) say "Lost on the way"',
}


@pytest.fixture
def citing(frames: Frames) -> Frames:
    second = frames.texts[frames.texts["text_id"] == "t1"].assign(text_id="t5", question_id="advice.q1")
    return with_words(frames, pd.concat([frames.texts, second]), _WORDS)


def with_words(frames: Frames, texts: pd.DataFrame, words: dict[str, str]) -> Frames:
    texts = texts.assign(text=texts["text_id"].map(words).fillna("No reference."))
    return Frames.of(**(dict(frames.items()) | {"texts": texts}))


@pytest.fixture
def resolved(citing: Frames) -> Resolved:
    return resolve_references(find_references(citing.texts))


# Okafor is cited by four people, Stein by one.
OKAFOR, STEIN = "Okafor and Cole (2016)", f"Work {stable_id('w', 'author-year', 'stein', '2006')}"
_AREAS = {OKAFOR: "Adopters; Foster carers; Not stated", STEIN: "Adopters; Foster carers"}


def test_a_work_is_counted_once_for_each_who_cites_it(
    citing: Frames, consultation: Consultation, resolved: Resolved, column: Read
) -> None:
    table = works_cited(citing, consultation, *resolved, Scope("advice"), "experience")
    assert column(table, "submissions") == {(OKAFOR, _AREAS[OKAFOR]): 3, (STEIN, _AREAS[STEIN]): 1}
    assert list(table.frame["citations"]) == [4, 1]
    # Four people wrote five texts.
    assert list(table.frame["submissions_base"]) == [4, 4]
    assert list(table.frame["reference"]) == [OKAFOR, "Stein (2006)"]
    assert list(table.frame["title"]) == ["Counting the moves", ""]
    behind = table.rows_behind["submissions"]
    assert set(behind.loc[behind["work"] == OKAFOR, "row_id"]) == {"p1", "p2", "p4"}


def test_a_table_with_titles_is_marked_and_one_of_labels_is_not(
    citing: Frames, consultation: Consultation, resolved: Resolved
) -> None:
    assert works_cited(citing, consultation, *resolved, grouping="experience").holds_words
    assert unresolved_references(citing, consultation, resolved[1]).holds_words
    assert not works_by_group(citing, consultation, *resolved, "advice", "experience").holds_words


def test_a_citation_in_the_notes_of_nobody_known_is_of_no_submission(
    citing: Frames, consultation: Consultation, resolved: Resolved
) -> None:
    table = works_cited(citing, consultation, *resolved, Scope("engagement"), "experience")
    (row,) = table.frame.itertuples()
    assert (row.work, row.areas, row.submissions, row.citations) == (STEIN, "Not stated", 0, 1)


def test_who_cited_says_ids_and_how_often(
    citing: Frames, consultation: Consultation, resolved: Resolved, column: Read
) -> None:
    table = who_cited(citing, consultation, *resolved, Scope("advice"), "experience")
    assert column(table, "citations") == {
        (OKAFOR, "p1", "Adopters; Foster carers"): 2,
        (OKAFOR, "p2", "Adopters"): 1,
        (OKAFOR, "p4", "Not stated"): 1,
        (STEIN, "p1", "Adopters; Foster carers"): 1,
    }


def test_works_by_group_are_out_of_the_group(
    citing: Frames, consultation: Consultation, resolved: Resolved, column: Read
) -> None:
    table = works_by_group(citing, consultation, *resolved, "advice", "experience")
    assert column(table, "submissions") == {
        (OKAFOR, "Adopters"): 2,
        (OKAFOR, "Foster carers"): 1,
        (OKAFOR, "Professionals"): 0,
        (OKAFOR, "Not stated"): 1,
        (STEIN, "Adopters"): 1,
        (STEIN, "Foster carers"): 1,
        (STEIN, "Professionals"): 0,
        (STEIN, "Not stated"): 0,
    }
    assert column(table, "submissions_base")[STEIN, "Foster carers"] == 2
    cited = works_cited(citing, consultation, *resolved, Scope("advice"), "experience")
    assert broken_margins({each.name: each for each in (table, cited)}) == []


def test_what_is_unresolved_is_shown_with_the_words_around_it(
    citing: Frames, consultation: Consultation, resolved: Resolved
) -> None:
    table = unresolved_references(citing, consultation, resolved[1])
    assert list(table.frame["keyword"]) == ["Munro Review (2011)", '"Lost on the way"']
    assert table.frame.at[0, "before"].endswith("and the")
    (row,) = unresolved_references(citing, consultation, resolved[1], Scope("evidence")).frame.itertuples()
    assert row.text_id == "e1"


def test_every_place_in_scope_is_cited_or_unresolved(
    citing: Frames, consultation: Consultation, resolved: Resolved
) -> None:
    cited = works_cited(citing, consultation, *resolved, grouping="experience").frame["citations"].sum()
    left = len(unresolved_references(citing, consultation, resolved[1]).frame)
    assert cited + left == len(resolved[1])


def test_the_order_of_rows_does_not_matter(citing: Frames, consultation: Consultation) -> None:
    other = Frames.of(
        **{name: each.sample(frac=1, random_state=3) for name, each in citing.items() if name != "codes"}
    )
    both = []
    for frames in (citing, other):
        resolved = resolve_references(find_references(frames.texts))
        both.append(
            (
                works_cited(frames, consultation, *resolved, grouping="experience").frame,
                who_cited(frames, consultation, *resolved, grouping="experience").frame,
                works_by_group(frames, consultation, *resolved, "advice", "experience").frame,
                unresolved_references(frames, consultation, resolved[1]).frame,
            )
        )
    for one, another in zip(*both, strict=True):
        pd.testing.assert_frame_equal(one, another)


def test_without_texts_tables_are_empty(no_frames: Frames, consultation: Consultation) -> None:
    resolved = resolve_references(find_references(no_frames.texts))
    assert works_cited(no_frames, consultation, *resolved, grouping="experience").frame.empty
    assert who_cited(no_frames, consultation, *resolved, grouping="experience").frame.empty
    assert works_by_group(no_frames, consultation, *resolved, "advice", "experience").frame.empty
    assert unresolved_references(no_frames, consultation, resolved[1]).frame.empty


def test_a_grouping_that_is_not_there_is_said(
    citing: Frames, consultation: Consultation, resolved: Resolved
) -> None:
    with pytest.raises(HeardError, match="no grouping `area`"):
        works_cited(citing, consultation, *resolved)


_TABLES = (
    lambda *data: works_cited(*data, grouping="experience"),
    lambda *data: who_cited(*data, grouping="experience"),
    lambda *data: works_by_group(*data, "advice", "experience"),
    lambda *data: works_by_topic(*data, ()),
)


def tables_of(frames: Frames, consultation: Consultation) -> list[ResultTable]:
    resolved = resolve_references(find_references(frames.texts))
    return [table(frames, consultation, *resolved) for table in _TABLES]


def names_of(frames: Frames, consultation: Consultation) -> set[str]:
    each = [set(table.frame["work"]) for table in tables_of(frames, consultation)]
    assert all(names == each[0] for names in each)
    return each[0]


def test_a_work_has_its_name_in_tables_only_where_three_people_cite_it(
    frames: Frames, consultation: Consultation
) -> None:
    often = "Hood (2020). See Hood (2020), and Hood (2020)."
    two = with_words(frames, frames.texts, {"t1": often, "t2": often, "n1": often})
    (number,) = names_of(two, consultation)
    assert number == f"Work {stable_id('w', 'author-year', 'hood', '2020')}"
    three = with_words(frames, frames.texts, {"t1": often, "t2": often, "t3": often})
    assert names_of(three, consultation) == {"Hood (2020)"}
    # All texts count, and not those of the scope alone.
    elsewhere = with_words(frames, frames.texts, {"t1": often, "t2": often, "e2": often})
    assert names_of(elsewhere, consultation) == {"Hood (2020)"}


def test_what_one_person_wrote_is_in_no_column_but_those_of_words(
    frames: Frames, consultation: Consultation
) -> None:
    words = {
        "t1": "We fostered Liam, Aisha and Noah (2018).",
        "t2": "Ring me: doi 10.1234/call-jane-on-07700900123",
        "t3": "See https://john-was-abused.blogspot.com/post",
    }
    private = ("Liam", "jane", "john", "blogspot")
    cited, *others = tables_of(with_words(frames, frames.texts, words), consultation)
    assert sorted(cited.frame["reference"]) == [
        "A web page",
        "A work known by its DOI",
        "Liam et al. (2018)",
    ]
    assert cited.holds_words
    unmarked = [each.frame for each in others]
    unmarked += [cited.frame[[*cited.dimensions, *cited.named("count")]]]
    unmarked += [rows for table in (cited, *others) for rows in table.rows_behind.values()]
    assert not any(table.holds_words for table in others)
    for frame in unmarked:
        assert len(frame) >= 3
        assert not any(word in frame.to_csv() for word in private)


def test_a_page_that_many_cite_is_named_without_its_address(
    frames: Frames, consultation: Consultation
) -> None:
    words = dict.fromkeys(("t1", "t2", "t3"), "See https://jane.example.org/me and doi 10.1234/jane")
    assert names_of(with_words(frames, frames.texts, words), consultation) == {
        "A web page",
        "A work known by its DOI",
    }


def test_tables_say_why_some_works_have_numbers(citing: Frames, consultation: Consultation) -> None:
    for table in tables_of(citing, consultation):
        assert any("fewer than 3 people cite is named by its number" in note for note in table.notes)
