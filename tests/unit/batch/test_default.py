from pathlib import Path
from typing import Any

from heard.batch.check import check_batch
from heard.batch.default import default_batch, left_out
from heard.consultation import Consultation, load_consultation

DEMO = Path(__file__).parents[3] / "data" / "demo"


def consultation(**changes: Any) -> Consultation:
    source = {"file": "a.csv", "layout": "answers", "columns": {"text": "Answer"}}
    collection = {"code": "survey", "title": "S", "kind": "survey", "sources": [source]}
    question = {"code": "q1", "text": "Why?"}
    content = {
        "title": "T",
        "owner": "O",
        "synthetic": True,
        "collections": [collection | {"questions": [question]}],
    }
    return Consultation.model_validate(content | changes)


def parameters(made: Consultation, folder: str = "data/any") -> dict[str, dict[str, Any]]:
    return {entry.workbook: entry.parameters for entry in default_batch(Path(folder), made).workbooks}


def test_the_demo_gets_every_main_workbook_with_parameters_that_they_have() -> None:
    batch = default_batch(DEMO, load_consultation(DEMO))
    assert [entry.workbook for entry in batch.workbooks] == [
        "who_we_heard",
        "thematic_coding",
        "agreement",
        "group_themes",
        "topic_selection",
        "topic_model",
        "topic_ratings",
        "call_for_evidence",
    ]
    asked = {"collection": "advice", "question": "q4"}
    assert batch.workbooks[4].parameters == {**asked, "nstart": 3, "iterations": 300}
    assert batch.workbooks[5].parameters == {**asked, "grouping": "experience"}
    check_batch(batch)


def test_without_codebook_groupings_and_evidence_only_the_topics_are_left() -> None:
    made = consultation()
    asked = {"collection": "survey", "question": "all"}
    assert parameters(made) == {
        "topic_selection": {**asked, "nstart": 3, "iterations": 300},
        "topic_model": {**asked, "grouping": ""},
    }
    assert left_out(default_batch(Path("data/any"), made)) == [
        "who_we_heard",
        "thematic_coding",
        "agreement",
        "group_themes",
        "topic_ratings",
        "call_for_evidence",
    ]


def test_a_grouping_brings_reach_and_a_codebook_brings_themes() -> None:
    grouping = {"code": "role", "name": "Role", "groups": [{"code": "a", "name": "A"}]}
    made = parameters(consultation(groupings=[grouping], codebook=[{"code": "help", "name": "Help"}]))
    of_topics = {"topic_selection", "topic_model"}
    assert set(made) == {"who_we_heard", "thematic_coding", "agreement", "group_themes", *of_topics}
    assert made["group_themes"] == {"collection": "all", "grouping": "role"}


def test_the_run_is_named_after_the_folder_in_letters_a_folder_can_have() -> None:
    assert default_batch(Path("data/My review (2026)"), consultation()).run == "My-review-2026"
