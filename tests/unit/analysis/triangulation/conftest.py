"""Strands whose numbers can be counted on paper."""

import pytest

from heard.consultation import Consultation


@pytest.fixture
def speaking(consultation: Consultation) -> Consultation:
    """The small consultation, saying that adopters live it, carers practise it and professionals study it."""
    written = consultation.model_dump(exclude_none=True)
    kinds = {"adopters": "lived experience", "carers": "practice", "pros": "research"}
    for group in written["groupings"][0]["groups"]:
        group["speaks_from"] = kinds[group["code"]]
    return Consultation.model_validate(written)
