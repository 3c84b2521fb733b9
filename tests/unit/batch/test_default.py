from pathlib import Path
from typing import Any

from heard.batch.check import check_batch
from heard.batch.default import MAIN_WORKBOOKS, default_batch, left_out
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
    assert [entry.workbook for entry in batch.workbooks] == list(MAIN_WORKBOOKS)
    given = {entry.workbook: entry.parameters for entry in batch.workbooks}
    asked = {"collection": "advice", "question": "q4"}
    assert given["topic_selection"] == {**asked, "nstart": 3, "iterations": 300}
    assert given["topic_model"] == {**asked, "grouping": "experience"}
    assert given["group_themes"]["areas"] == "region"
    four = {"who": "q1", "how": "q2", "reading": "q3", "questions": "q4"}
    assert given["call_for_advice"] == {"collection": "advice", "grouping": "experience", **four}
    check_batch(batch)


def test_without_codebook_groupings_and_evidence_only_the_topics_are_left() -> None:
    made = consultation()
    asked = {"collection": "survey", "question": "all"}
    assert parameters(made) == {
        "topic_selection": {**asked, "nstart": 3, "iterations": 300},
        "topic_model": {**asked, "grouping": ""},
    }
    there = {"topic_selection", "topic_model"}
    assert left_out(default_batch(Path("data/any"), made)) == [
        workbook for workbook in MAIN_WORKBOOKS if workbook not in there
    ]


def test_a_grouping_brings_reach_and_a_codebook_brings_themes() -> None:
    grouping = {"code": "role", "name": "Role", "groups": [{"code": "a", "name": "A"}]}
    made = parameters(consultation(groupings=[grouping], codebook=[{"code": "help", "name": "Help"}]))
    of_topics = {"topic_selection", "topic_model"}
    of_themes = {"one_voice", "thematic_coding", "agreement", "group_themes", "for_release"}
    assert set(made) == {"who_we_heard", *of_themes, *of_topics}
    no_areas = {"areas": "", "area_unit": "people"}
    assert made["group_themes"] == {"collection": "all", "grouping": "role", **no_areas}


def test_codes_that_oppose_each_other_bring_their_workbook() -> None:
    grouping = {"code": "role", "name": "Role", "groups": [{"code": "a", "name": "A"}]}
    codebook = [{"code": "local", "name": "Local"}, {"code": "large", "name": "Large", "opposes": "local"}]
    assert "areas_of_difference" in parameters(consultation(groupings=[grouping], codebook=codebook))
    assert "areas_of_difference" not in parameters(consultation(codebook=codebook))


def test_a_call_for_advice_with_other_questions_than_four_has_no_such_workbook() -> None:
    grouping = {"code": "role", "name": "Role", "groups": [{"code": "a", "name": "A"}]}
    source = {"file": "a.csv", "layout": "answers", "columns": {"text": "Answer"}}
    asked = [{"code": f"q{number}", "text": "Why?"} for number in range(1, 6)]

    def call(questions: int) -> dict[str, dict[str, Any]]:
        collection = {"code": "call", "title": "C", "kind": "call_for_advice", "sources": [source]}
        made = consultation(groupings=[grouping], collections=[collection | {"questions": asked[:questions]}])
        return parameters(made)

    assert call(4)["call_for_advice"]["reading"] == "q3"
    assert "call_for_advice" not in call(5)


def test_the_run_is_named_after_the_folder_in_letters_a_folder_can_have() -> None:
    assert default_batch(Path("data/My review (2026)"), consultation()).run == "My-review-2026"
