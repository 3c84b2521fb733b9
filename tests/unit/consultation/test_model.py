from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError

from heard.consultation import Consultation, Disclosure, Question, Quotes, Source, model


def parts() -> Iterator[type[BaseModel]]:
    for value in vars(model).values():
        if isinstance(value, type) and issubclass(value, BaseModel) and not value.__name__.startswith("_"):
            yield value


@pytest.mark.parametrize("part", list(parts()), ids=lambda part: part.__name__)
def test_every_key_has_help(part: type[BaseModel]) -> None:
    assert [name for name, field in part.model_fields.items() if not field.description] == []


def test_a_closed_question_lists_its_options() -> None:
    with pytest.raises(ValidationError, match="options"):
        Question(code="q1", text="Do you agree?", kind="closed")


def test_own_numbers_of_disclosure_belong_to_own() -> None:
    assert Disclosure(preset="own", hide_up_to=4, round_to=5).round_to == 5
    with pytest.raises(ValidationError):
        Disclosure(preset="below-10", hide_up_to=4)
    with pytest.raises(ValidationError):
        Disclosure(preset="own")


def test_a_quotation_is_approved_by_one_person_or_by_two() -> None:
    assert (Quotes().approvers, Quotes(approvers=2).approvers) == (1, 2)
    with pytest.raises(ValidationError):
        Quotes.model_validate({"approvers": 3})


def test_a_layout_names_the_columns_it_cannot_do_without() -> None:
    with pytest.raises(ValidationError, match="answers names a column for: text"):
        Source.model_validate({"file": "a.csv", "layout": "answers", "columns": {}})


def test_a_code_opposes_one_that_is_there() -> None:
    content = {
        "title": "t",
        "owner": "o",
        "synthetic": True,
        "codebook": [{"code": "more", "name": "More", "opposes": "less"}],
        "collections": [
            {
                "code": "a",
                "title": "A",
                "kind": "survey",
                "sources": [{"file": "a.csv", "layout": "respondents", "columns": {}}],
            }
        ],
    }
    with pytest.raises(ValidationError, match="opposes less"):
        Consultation.model_validate(content)
