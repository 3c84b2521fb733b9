from pathlib import Path

import pytest

from tests.unit.intake.making import collection, consultation, fates_of, read, source

ANSWERS = source("a.csv", "answers", {"answer": "no", "respondent": "who", "text": "text"})
CODINGS = source("c.csv", "codings", {"answer": "note", "code": "code", "coder": "coder", "coded_on": "on"})


def test_two_coders_may_say_the_same_and_one_says_it_once(tmp_path: Path) -> None:
    described = consultation(collection(ANSWERS, CODINGS))
    files = {
        "a.csv": "no,who,text\n1,7,Money\n2,8,n/a\n",
        "c.csv": "note,code,coder,on\n"
        "1,Support,Ann,2021-05-01\n"
        "1,support,Bob,2021-05-02\n"
        "1,Support,Ann,2021-05-09\n"
        "2,School,Ann,2021-05-01\n"
        "9,School,Ann,2021-05-01\n"
        "1,Magic,Ann,2021-05-01\n"
        "1,,Ann,2021-05-01\n",
    }
    got = read(tmp_path, files, described)
    assert got.frames.codings["coder"].tolist() == ["Ann", "Bob"]
    assert got.frames.codings["coding_id"].is_unique
    of_codings = got.fates[got.fates["source"] == "c.csv"].sort_values("row")
    assert of_codings["rule"].tolist() == [
        "",
        "",
        "duplicate coding",
        "no such answer",
        "no such answer",
        "unknown code",
        "no code",
    ]
    assert (got.mended["written"] == "Magic").any()


def test_codings_of_a_table_of_respondents_name_respondent_and_question(tmp_path: Path) -> None:
    questions = [{"code": "q1", "text": "Change?"}, {"code": "q2", "text": "Stay?"}]
    wide = source("a.csv", "respondents", {"respondent": "id", "questions": {"q1": "a", "q2": "b"}})
    codings = source("c.csv", "codings", {"respondent": "id", "question": "question", "code": "code"})
    described = consultation(collection(wide, codings, questions=questions))
    files = {"a.csv": "id,a,b\n1,one,two\n", "c.csv": "id,question,code\n1,stay?,School\n1,q1,Money\n"}
    got = read(tmp_path, files, described)
    coded = got.frames.codings.merge(got.frames.texts, on="text_id")
    assert dict(zip(coded["text"], coded["code"], strict=True)) == {"two": "school", "one": "money"}
    assert fates_of(got) == [(2, "kept", ""), (2, "kept", ""), (3, "kept", "")]


def test_codes_on_an_answer_set_aside_for_its_number_do_not_go_to_the_other(tmp_path: Path) -> None:
    columns = {"answer": "no", "respondent": "who", "text": "text", "codes": {"column": "code"}}
    described = consultation(collection(source("a.csv", "answers", columns)))
    got = read(tmp_path, {"a.csv": "no,who,text,code\n1,7,First,School\n1,7,Second,Money\n"}, described)
    assert got.frames.codings["code"].tolist() == ["school"]


BESIDE = {
    "answer": "who",
    "respondent": "who",
    "text": "text",
    "codes": {"column": "codes", "separator": "|"},
}


@pytest.mark.parametrize("first", ["n/a", ""])
def test_codes_beside_an_answer_set_aside_do_not_go_to_another_row(tmp_path: Path, first: str) -> None:
    described = consultation(collection(source("a.csv", "answers", BESIDE)))
    rows = f"1,{first},Money|School\n1,Real words here,Support|School\n"
    got = read(tmp_path, {"a.csv": "who,text,codes\n" + rows}, described)
    assert got.frames.texts["text"].tolist() == ["Real words here"]
    assert sorted(got.frames.codings["code"]) == ["school", "support"]
    assert fates_of(got, "value") == [(2, "set aside", "answer set aside")] * 2


def test_codes_beside_a_repeated_row_go_to_its_text(tmp_path: Path) -> None:
    described = consultation(collection(source("a.csv", "answers", BESIDE)))
    rows = "1,Real words here,Money\n1,Real words here,School|Money\n"
    got = read(tmp_path, {"a.csv": "who,text,codes\n" + rows}, described)
    assert sorted(got.frames.codings["code"]) == ["money", "school"]
    assert fates_of(got, "value") == [(3, "merged", "duplicate coding")]
