"""Redacted texts: what stands in place of what, and who is the same."""

import pandas as pd
import pytest

from heard.release.redaction import KINDS, Register, redact, replace_details
from heard.release.redaction.persons import names_behind


def frame(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"text_id": [f"t{at}" for at in range(len(texts))], "text": list(texts)})


def people(*texts: str) -> list[list[str]]:
    """The names that people go by, a list for each text; people stand between two stars."""
    rows, plain = [], []
    for at, text in enumerate(texts):
        parts = text.split("*")
        place = 0
        for number, part in enumerate(parts):
            if number % 2:
                rows.append((f"t{at}", place, place + len(part), "person"))
            place += len(part)
        plain.append("".join(parts))
    details = pd.DataFrame(rows, columns=["text_id", "start", "end", "kind"])
    names = iter(names_behind(frame(*plain), details))
    return [[next(names) for _ in range(text.count("*") // 2)] for text in texts]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mrs *Begum*, that is *Fatima Begum*; *Begum*", ["fatima begum"] * 3),
        ("*Fatima Begum* and *Ali Begum*. Mrs *Begum* said", ["fatima begum", "ali begum", "ms begum"]),
        ("Mr *Begum* and Mrs *Begum*, both of *Fatima Begum*'s", ["mr begum", "ms begum", "fatima begum"]),
        ("Mr *Begum* with Mrs *Fatima Begum*", ["mr begum", "fatima begum"]),
        ("Mrs *Begum* with Miss *Fatima Begum*", ["fatima begum", "fatima begum"]),
        ("Miss *Begum*, then *Begum* again", ["ms begum", "ms begum"]),
        ("*Kai* is *Kai Osei-Bonsu*", ["kai osei-bonsu"] * 2),
        ("Mr *Kai* is not *Kai Osei-Bonsu*", ["mr kai", "kai osei-bonsu"]),
        ("*Siân*, *Sian*, *SIÂN*", ["sian"] * 3),
        ("*O’Neill* and *O'Neill* and *Oneill*", ["oneill"] * 3),
    ],
)
def test_short_forms_go_with_the_one_long_form_of_their_text(text: str, names: list[str]) -> None:
    assert people(text) == [names]


def test_a_short_form_is_not_linked_to_another_text() -> None:
    assert people("*Fatima Begum* rang", "Mrs *Begum* rang") == [["fatima begum"], ["ms begum"]]


def test_texts_keep_all_but_their_details() -> None:
    texts = frame(
        "My son Kai (kai@mail.example) is at LS99 4ZX.",
        "Nobody is named here.",
        "Ask my son Kai 👍, 01632 960123!",
    )
    redaction = redact(texts, Register(b"key"))
    assert redaction.texts["text"].tolist() == [
        "My son [Person 1] ([e-mail address]) is at [postcode].",
        "Nobody is named here.",
        "Ask my son [Person 1] 👍, [phone number]!",
    ]
    assert redaction.texts["text_id"].tolist() == ["t0", "t1", "t2"]
    assert list(redaction.details.columns) == ["text_id", "start", "end", "kind", "replacement"]
    assert redaction.details["text_id"].tolist() == ["t0", "t0", "t0", "t2", "t2"]


def test_a_detail_that_a_person_took_out_stays_as_it_was() -> None:
    texts = frame("My son Kai rang 01632 960123.")
    details = pd.DataFrame({"text_id": ["t0"], "start": [7], "end": [10], "kind": ["person"], "score": [0.8]})
    assert replace_details(texts, details, Register(b"key")).texts["text"].tolist() == [
        "My son [Person 1] rang 01632 960123."
    ]


def test_no_texts_and_no_details_are_no_trouble() -> None:
    redaction = redact(frame("Nothing to hide."), Register(b"key"))
    assert redaction.details.empty
    assert redact(frame()[[]].reindex(columns=["text_id", "text"]), Register(b"key")).texts.empty


def test_every_kind_says_what_stands_in_its_place() -> None:
    numbered = {name for name, kind in KINDS.items() if kind.numbered}
    assert numbered == {"person", "school", "organisation", "place"}
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)
