"""The last page: about the data, how small numbers are hidden, and the methods."""

from collections.abc import Sequence
from typing import Any

from heard.consultation import Consultation
from heard.release.disclosure import MEANING, Rule


def about(consultation: Consultation, rule: Rule, withheld: Sequence[str], exact: bool) -> dict[str, Any]:
    """Return the page.

    Parameters
    ----------
    withheld
        Sentences on what the release leaves out.
    exact
        Whether every number that is hidden besides was chosen by the exact model.
    """
    return {
        "title": "About the data and methods",
        "lead": _synthetic(consultation) or consultation.about or consultation.title,
        "figures": [],
        "sections": [
            {"heading": "The data", "paragraphs": _data(consultation)},
            {"heading": "Small numbers", "paragraphs": _small_numbers(rule, exact)},
            {"heading": "Symbols", "paragraphs": [f"[{mark}]: {said}." for mark, said in MEANING.items()]},
            {"heading": "What is not here", "paragraphs": [*withheld, _NOT_HERE]},
        ],
    }


_NOT_HERE = (
    "No row of a person; and no word of a respondent, unless personal details were hidden in it and a person "
    "approved just that wording."
)


def _synthetic(consultation: Consultation) -> str:
    return "Synthetic data: nobody said any of this." if consultation.synthetic else ""


def _data(consultation: Consultation) -> list[str]:
    collections = "; ".join(collection.title for collection in consultation.collections)
    return [
        f"{consultation.title}. Responsible: {consultation.owner}.",
        f"Collections: {collections}.",
        "Every row that was read is accounted for: kept, merged with another, or set aside for a reason.",
        "Who came was no random sample: shares say what these people said, not what everybody thinks.",
    ]


def _small_numbers(rule: Rule, exact: bool) -> list[str]:
    if not rule.hide_up_to:
        return [rule.sentence]
    besides = (
        "Further numbers are hidden so that those cannot be worked out, by an exact model."
        if exact
        else "Further numbers are hidden so that those cannot be worked out; some were chosen one at a time, "
        "so that fewer might have done."
    )
    return [
        rule.sentence,
        "A number is also hidden where all of a base, or all but a few, said something.",
        besides,
        "A true zero is shown as 0. Shares and their limits are worked out from the numbers shown.",
        "Shares with who came weighed otherwise are worked out from all numbers, to the whole per cent or "
        "coarser, and shown where that tells nobody too much.",
    ]
