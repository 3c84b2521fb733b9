from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.advice import TermChoices, common_terms, term_in_context, terms_by_group
from heard.analysis.words import common_words
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
Q4 = Scope("advice", "q4")


def test_people_and_uses_are_counted_apart(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = common_terms(frames, consultation, Q4)
    # t1: support twice, families once; t2: families, support; t3: school three times.
    assert table.frame["term"].tolist() == ["support", "families", "school"]
    assert column(table, "people") == {"support": 2, "families": 2, "school": 1}
    assert column(table, "uses") == {"support": 3, "families": 2, "school": 3}
    assert column(table, "largest_source") == {
        "support": pytest.approx(2 / 3),
        "families": 0.5,
        "school": 1.0,
    }
    assert set(column(table, "people_base").values()) == {3}
    behind = table.rows_behind["people"]
    assert set(behind.loc[behind["term"] == "families", "row_id"]) == {"p1", "p2"}


def test_terms_are_ranked_by_people_or_by_uses(frames: Frames, consultation: Consultation) -> None:
    by_uses = common_terms(frames, consultation, Q4, TermChoices(ranked_by="uses"), top=2)
    # Equal uses: more people first.
    assert by_uses.frame["term"].tolist() == ["support", "school"]
    by_people = common_terms(frames, consultation, Q4, top=2)
    assert by_people.frame["term"].tolist() == ["support", "families"]


def test_equals_stand_by_alphabet_however_few_are_shown(frames: Frames, consultation: Consultation) -> None:
    texts = frames.texts.assign(text="pear apple fig date")
    equal = Frames.of(**(dict(frames.items()) | {"texts": texts}))
    assert common_terms(equal, consultation, Q4, top=3).frame["term"].tolist() == ["apple", "date", "fig"]


def test_longer_terms_have_tables_of_their_own(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    pairs = common_terms(frames, consultation, Q4, TermChoices(length=2))
    triples = common_terms(frames, consultation, Q4, TermChoices(length=3))
    assert (pairs.name, triples.name) == ("common_pairs", "common_triples")
    assert column(pairs, "uses") == {"families support": 1}
    assert column(triples, "uses") == {"school and school": 2, "support for families": 1}


def test_words_as_written_are_those_that_the_topic_model_counts(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    for scope in (Q4, Scope()):
        ours = common_terms(frames, consultation, scope, top=100)
        theirs = common_words(frames, consultation, scope, top=100)
        for each in ("uses", "people", "largest_source"):
            assert column(ours, each) == column(theirs, each)


def test_terms_by_group_count_somebody_of_two_groups_in_both(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = terms_by_group(frames, consultation, "experience", Q4)
    people = column(table, "people")
    assert [people["families", group] for group in ("Adopters", "Foster carers", "Professionals")] == [
        2,
        1,
        0,
    ]
    assert [people["school", group] for group in ("Adopters", "Foster carers")] == [0, 1]
    assert column(table, "people_base")["school", "Foster carers"] == 2
    assert pd.isna(column(table, "people_share")["school", "Professionals"])


@pytest.mark.parametrize("grouping", ["experience", "region"])
@pytest.mark.parametrize(
    "scope", [Q4, Scope(), Scope("engagement"), Scope("advice", "q4", "region", "north")]
)
@pytest.mark.parametrize("length", [1, 2])
def test_every_margin_holds(
    frames: Frames, consultation: Consultation, scope: Scope, grouping: str, length: int
) -> None:
    choices = TermChoices("lemmas", length)
    tables = [
        common_terms(frames, consultation, scope, choices, top=2),
        terms_by_group(frames, consultation, grouping, scope, choices, top=2),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


@pytest.mark.parametrize(("forms", "term"), [("as written", "families"), ("lemmas", "family")])
def test_a_term_in_context_has_a_row_a_use(
    frames: Frames, consultation: Consultation, forms: str, term: str
) -> None:
    choices = TermChoices(forms)  # type: ignore[arg-type]
    table = term_in_context(frames, consultation, term, Q4, choices)
    assert table.frame[["text_id", "position", "keyword"]].to_numpy().tolist() == [
        ["t1", 12, "families"],
        ["t2", 4, "families"],
    ]
    assert table.holds_words
    longer = term_in_context(frames, consultation, "school and school", Q4, TermChoices(length=3))
    assert longer.frame["position"].tolist() == [0, 11]
    assert term_in_context(frames, consultation, "nowhere", Q4).frame.empty


def test_order_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    for choices in (TermChoices(), TermChoices("stems", 2, ranked_by="uses")):
        one, other = (common_terms(each, consultation, choices=choices).frame for each in (frames, shuffled))
        assert one.equals(other)
        one, other = (
            terms_by_group(each, consultation, "experience", choices=choices).frame
            for each in (frames, shuffled)
        )
        assert one.equals(other)
    one, other = (term_in_context(each, consultation, "support").frame for each in (frames, shuffled))
    assert one.equals(other)
    assert common_terms(no_frames, consultation).frame.empty
    assert terms_by_group(no_frames, consultation, "experience").frame.empty
    assert term_in_context(no_frames, consultation, "support").frame.empty
