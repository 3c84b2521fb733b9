"""Single rules, each on the words that it is for and on the words nearest to them."""

import os
import subprocess
import sys

import pandas as pd
import pytest

from heard.release.redaction import find_details


def found(text: str) -> list[tuple[str, str]]:
    details = find_details(pd.DataFrame({"text_id": ["t"], "text": [text]}))
    return [(text[row.start : row.end], row.kind) for row in details.itertuples()]


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("we were born and bred in ls99 4zx", [("ls99 4zx", "postcode")]),
        ("the number 9434765919 stood there", [("9434765919", "nhs_number")]),
        ("the number 9434765918 stood there", []),
        ("my NHS number is 943 476 5918", [("943 476 5918", "nhs_number")]),
        ("they wrote H801200001001 on it", [("H801200001001", "pupil_number")]),
        ("they wrote G801200001001 on it", []),
        ("it says QQ 12 34 56 C", [("QQ 12 34 56 C", "national_insurance")]),
        ("ring (029) 2018 0123 or 999", [("(029) 2018 0123", "phone")]),
        ("from 2010 to 2020 we had 1234567 visits", []),
        ("write to jo(at)mail.example", [("jo(at)mail.example", "email")]),
        ("he was born on 3 May 2009", [("3 May 2009", "birth")]),
        ("they came on 3 May 2009", []),
        ("our case ref is 2019/0456", [("2019/0456", "case_number")]),
        ("in our case 2019 was worst", []),
        ("we lived at 14 quarry bank road", [("14 quarry bank road", "address")]),
        ("it was 3 years down the road", []),
        ("I teach at Hallowdene High School", [("Hallowdene High School", "school")]),
        ("Special School places are rare", []),
        ("I was in Rowan House for a year", [("Rowan House", "organisation")]),
        ("Leeds City Council and Ofsted said so", []),
        ("our worker, mohammed, listened", [("mohammed", "person")]),
        ("our worker, tired, listened", []),
        ("Mrs Okonkwo-Smith's letter", [("Okonkwo-Smith", "person")]),
        ("We miss Saoirse. saoirse is nine", [("Saoirse", "person"), ("saoirse", "person")]),
        ("As Achterberg (2019) found, it helps", []),
        ("We adopted Oisín (2014) from care", [("Oisín", "person")]),
        ("my niece Okafor (2014) is well", [("Okafor", "person")]),
    ],
)
def test_a_detail_is_found_and_what_is_nearest_to_it_is_not(
    text: str, details: list[tuple[str, str]]
) -> None:
    assert found(text) == details


def test_places_are_counted_in_code_points() -> None:
    text = "👩‍👧 e\u0301cole: ring 01632 960123 👍"
    details = find_details(pd.DataFrame({"text_id": ["t"], "text": [text]}))
    assert [text[row.start : row.end] for row in details.itertuples()] == ["01632 960123"]


def test_empty_texts_and_none_at_all_are_no_trouble() -> None:
    columns = ["text_id", "start", "end", "kind", "score"]
    assert found("") == []
    assert found(" \n ") == []
    none = find_details(pd.DataFrame({"text_id": [], "text": []}, dtype="str"))
    assert list(none.columns) == columns
    assert none.empty


def test_what_is_found_in_a_text_does_not_depend_on_the_texts_around_it() -> None:
    texts = ["My son Kai left.", "Rowan House is shut.", "My son Kai left.", "ring 01632 960123"]
    together = find_details(pd.DataFrame({"text_id": list("abcd"), "text": texts}))
    alone = [
        find_details(pd.DataFrame({"text_id": [i], "text": [t]})) for i, t in zip("abcd", texts, strict=True)
    ]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))


def test_importing_the_room_loads_no_model() -> None:
    look = "import sys, heard.release.redaction; print({'spacy', 'presidio_analyzer'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


_WITHOUT_NETWORK = """
import socket

def refuse(*_):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import pandas as pd
from heard.release.redaction import find_details
print(find_details(pd.DataFrame({"text_id": ["t"], "text": ["I am kai@mail.example"]}))["kind"].tolist())
"""


def test_nothing_is_fetched_and_no_word_is_logged(tmp_path: object) -> None:
    environment = os.environ | {"HOME": str(tmp_path), "PYTHONWARNINGS": "default"}
    shown = subprocess.run(
        [sys.executable, "-c", _WITHOUT_NETWORK], capture_output=True, text=True, check=True, env=environment
    )
    assert shown.stdout.strip() == "['email']"
    assert "kai" not in shown.stderr
