from pathlib import Path

import pytest

from heard.intake import Intake
from heard.intake.checking import findings
from tests.unit.intake.making import collection, consultation, fates_of, read, source

WIDE = source(
    "a.csv",
    "respondents",
    {
        "respondent": "id",
        "received_on": "received",
        "groups": {"experience": {"column": "groups", "separator": ";"}},
        "questions": {"q1": "change", "q2": "stay"},
    },
)
TWO_QUESTIONS = [{"code": "q1", "text": "What should change?"}, {"code": "q2", "text": "What should stay?"}]


def wide(folder: Path, rows: str, **more: object):
    described = consultation(collection(WIDE, questions=TWO_QUESTIONS, **more))
    return read(folder, {"a.csv": "id,received,groups,change,stay\n" + rows}, described)


def test_one_row_a_respondent(tmp_path: Path) -> None:
    got = wide(
        tmp_path,
        "1,2021-02-01,Parents; fc,More time,The workers\n"
        "2,2021-04-20,Elves,n/a,  \n"
        "3,soon,,Less paper,\n"
        "4,,,,\n",
        closes="2021-04-16",
    )
    texts = got.frames.texts
    assert texts["text"].tolist() == ["More time", "Less paper", "The workers"]
    assert texts["question_id"].tolist() == ["advice.q1", "advice.q1", "advice.q2"]
    # The person who only wrote "n/a" took part; the row with a number and nothing else did not.
    came = got.frames.participations
    assert len(came) == 3
    assert came["late"].tolist()[:2] == [False, True]
    assert came["late"].isna().tolist() == [False, False, True]
    assert sorted(got.frames.memberships["group"]) == ["carers", "parents"]
    assert fates_of(got) == [(2, "kept", ""), (3, "kept", ""), (4, "kept", ""), (5, "set aside", "empty")]
    assert fates_of(got, "answer") == [
        (3, "set aside", "filler"),
        (3, "set aside", "empty"),
        (4, "set aside", "empty"),
    ]
    assert fates_of(got, "value") == [
        (3, "set aside", "unknown group"),
        (4, "set aside", "unparsable date"),
    ]


def test_the_last_day_is_not_late(tmp_path: Path) -> None:
    got = wide(tmp_path, "1,2021-04-16,,a word,\n2,17/04/2021,,a word,\n", closes="2021-04-16")
    assert got.frames.participations["late"].tolist() == [False, True]


def test_a_respondent_who_stands_twice_is_one_and_loses_no_answer(tmp_path: Path) -> None:
    got = wide(
        tmp_path,
        "1,2021-02-03,Parents,More time,\n"
        "1,2021-02-03,Parents,More time,\n"
        "1,2021-02-01,Foster carers,Something else,The workers\n",
    )
    assert len(got.frames.respondents) == 1
    assert got.frames.texts["text"].tolist() == ["More time", "The workers"]
    assert sorted(got.frames.memberships["group"]) == ["carers", "parents"]
    assert str(got.frames.participations["received_on"][0].date()) == "2021-02-01"
    assert fates_of(got) == [(2, "kept", ""), (3, "merged", "duplicate row"), (4, "merged", "duplicate id")]
    # A second answer to the same question is not thrown away in silence.
    assert (4, "set aside", "duplicate id") in fates_of(got, "answer")
    assert (3, "merged", "duplicate row") in fates_of(got, "answer")


def test_respondents_without_numbers_who_wrote_the_same_stay_two(tmp_path: Path) -> None:
    described = consultation(collection(source("a.csv", "respondents", {"questions": {"q1": "change"}})))
    rows = "More time\nMore time\nLess paper\n"
    got = read(tmp_path, {"a.csv": "change\n" + rows}, described)
    assert len(got.frames.respondents) == 3
    assert set(got.frames.respondents["known_by"]) == {"row"}
    again = read(tmp_path, {"a.csv": "change\nLess paper\nMore time\nMore time\nNew\n"}, described)
    assert set(got.frames.texts["text_id"]) < set(again.frames.texts["text_id"])


def test_marked_columns_hold_groups(tmp_path: Path) -> None:
    marked = {"columns": {"is parent": "parents", "is carer": "Foster Carers"}}
    described = consultation(
        collection(
            source(
                "a.csv",
                "respondents",
                {"respondent": "id", "groups": {"experience": marked}, "questions": {"q1": "t"}},
            )
        )
    )
    got = read(tmp_path, {"a.csv": "id,is parent,is carer,t\n1,1,Yes,a\n2,0,,b\n3,x,maybe,c\n"}, described)
    held = got.frames.memberships.groupby("group").size().to_dict()
    assert held == {"carers": 1, "parents": 2}
    assert fates_of(got, "value") == [(4, "set aside", "unknown mark")]


REGION = {
    "code": "region",
    "name": "Region",
    "groups": [{"code": "n", "name": "North"}, {"code": "s", "name": "South"}],
}
WHERE = {"person": "id", "groups": {"region": {"column": "region"}}, "questions": {"q1": "t"}}


def regions(got: Intake) -> list[str]:
    assert got.frames.memberships["respondent_id"].is_unique
    return got.frames.memberships["group"].tolist()


def second_groups(got: Intake) -> list[list[object]]:
    logged = got.fates[got.fates["rule"] == "second group"]
    assert set(logged["target"]) <= set(got.frames.memberships["respondent_id"])
    return logged[["source", "row", "column", "unit", "fate"]].astype("object").to_numpy().tolist()


@pytest.mark.parametrize(("rows", "left"), [("1,South,a\n1,North,b\n", 2), ("1,North,b\n1,South,a\n", 3)])
def test_of_two_groups_in_one_collection_the_alphabet_decides(tmp_path: Path, rows: str, left: int) -> None:
    described = consultation(collection(source("a.csv", "respondents", WHERE)), groupings=[REGION])
    got = read(tmp_path, {"a.csv": "id,region,t\n" + rows}, described)
    assert regions(got) == ["n"]
    assert second_groups(got) == [["a.csv", left, "region", "value", "set aside"]]


def test_of_two_groups_in_two_collections_the_first_collection_decides(tmp_path: Path) -> None:
    # The second collection is read first: it says which number stands for which person.
    described = consultation(
        collection(source("a.csv", "respondents", WHERE), code="advice"),
        collection(source("b.csv", "respondents", WHERE | {"respondent": "no"}), code="evidence"),
        groupings=[REGION],
    )
    files = {
        "a.csv": "id,region,t\n1,South,a\n2,North,a\n",
        "b.csv": "no,id,region,t\n7,1,North,b\n8,3,North,c\n",
    }
    got = read(tmp_path, files, described)
    assert sorted(regions(got)) == ["n", "n", "s"]
    assert second_groups(got) == [["b.csv", 2, "region", "value", "set aside"]]
    found = findings(got)
    assert found.loc[found["detail"] == "second group, column region", "number"].tolist() == [1]


def test_the_second_of_two_marked_groups_names_its_own_column(tmp_path: Path) -> None:
    marked = {"columns": {"is south": "s", "is north": "n"}}
    columns = WHERE | {"groups": {"region": marked}}
    described = consultation(collection(source("a.csv", "respondents", columns)), groupings=[REGION])
    got = read(tmp_path, {"a.csv": "id,is south,is north,t\n1,x,x,a\n2,x,,b\n"}, described)
    assert sorted(regions(got)) == ["n", "s"]
    assert second_groups(got) == [["a.csv", 2, "is south", "value", "set aside"]]


CLOSED = [
    {"code": "q1", "text": "What should change?"},
    {
        "code": "agree",
        "text": "Do you agree?",
        "kind": "closed",
        "options": [
            {"code": "yes", "name": "Yes", "labels": ["1"]},
            {"code": "no", "name": "No", "labels": ["2"]},
        ],
    },
]


def test_options_that_nobody_documented_are_set_aside_and_shown(tmp_path: Path) -> None:
    columns = {"respondent": "id", "questions": {"q1": "t", "agree": "a"}}
    described = consultation(collection(source("a.csv", "respondents", columns), questions=CLOSED))
    rows = "1,x,1\n2,y,yes\n3,z,2\n4,u,7\n5,v,7\n6,w,7\n7,s,\n8,r,my name is Jo\n"
    got = read(tmp_path, {"a.csv": "id,t,a\n" + rows}, described)
    assert got.frames.choices["option"].tolist() == ["yes", "yes", "no"]
    assert [each[1:] for each in fates_of(got, "value")] == [("set aside", "unknown option")] * 4
    shown = got.mended[got.mended["what"] == "unknown option"]
    assert dict(zip(shown["written"], shown["rows"], strict=True)) == {
        "7": 3,
        "(1 rare or long values, not shown)": 1,
    }


LONG = {"answer": "no", "respondent": "who", "question": "question", "text": "text"}


def test_one_row_an_answer(tmp_path: Path) -> None:
    described = consultation(collection(source("a.csv", "answers", LONG), questions=TWO_QUESTIONS))
    rows = (
        "a1,7,What should change?,More time\n"
        "a2,7,what should\u00a0STAY?,The workers\n"
        "a3,8,What is this?,Hm\n"
        "a4,8,,Email without a question\n"
        "a5,9,What should stay?,See attached.\n"
        "a1,7,What should change?,More time\n"
        "a1,7,What should change?,Other words\n"
    )
    got = read(tmp_path, {"a.csv": "no,who,question,text\n" + rows}, described)
    assert got.frames.texts["question_id"].fillna("-").tolist() == ["advice.q1", "advice.q2", "-"]
    assert len(got.frames.respondents) == 3
    assert fates_of(got) == [
        (2, "kept", ""),
        (3, "kept", ""),
        (4, "set aside", "unknown question"),
        (5, "kept", ""),
        (6, "set aside", "filler"),
        (7, "merged", "duplicate row"),
        (8, "set aside", "duplicate id"),
    ]
    mended = got.mended[got.mended["what"] == "question"]
    assert mended["read_as"].tolist() == ["What should stay?"]


def test_several_answers_of_one_person_to_one_question_are_all_kept(tmp_path: Path) -> None:
    columns = {"respondent": "who", "text": "text"}
    described = consultation(collection(source("a.csv", "answers", columns)))
    files = {"a.csv": "who,text\n1,First thought\n1,Second thought\n2,Other\n1,First thought\n"}
    got = read(tmp_path, files, described)
    assert got.frames.texts["text"].tolist() == ["First thought", "Second thought", "Other"]
    assert fates_of(got)[-1] == (5, "merged", "duplicate row")
    # The only question of the collection is the one that was answered.
    assert set(got.frames.texts["question_id"]) == {"advice.q1"}


def test_ids_do_not_depend_on_the_order_of_rows_nor_on_what_follows(tmp_path: Path) -> None:
    described = consultation(collection(source("a.csv", "answers", LONG)))
    head = "no,who,question,text\n"
    one = read(tmp_path, {"a.csv": head + "a1,7,,one\na2,8,,two\n"}, described)
    two = read(
        tmp_path,
        {"a.csv": head + 'a3,9,,z\na2,8,,"two, mended"\na1,7,,one\n'},
        described,
    )
    first = one.frames.texts.set_index("text")["text_id"]
    second = two.frames.texts.set_index("text")["text_id"]
    assert first["one"] == second["one"]
    assert first["two"] == second["two, mended"]


def test_codes_beside_the_text_go_with_it(tmp_path: Path) -> None:
    columns = LONG | {"codes": {"column": "codes", "separator": "|"}, "coder": "coder"}
    described = consultation(collection(source("a.csv", "answers", columns)))
    rows = "a1,1,,Money,support|MONEY|money,Ann\na2,2,,n/a,school,Ann\na3,3,,Schools,school|magic,Bob\n"
    got = read(tmp_path, {"a.csv": "no,who,question,text,codes,coder\n" + rows}, described)
    codings = got.frames.codings.merge(got.frames.texts, on="text_id")
    assert codings[["text", "code", "coder"]].to_numpy().tolist() == [
        ["Money", "support", "Ann"],
        ["Money", "money", "Ann"],
        ["Schools", "school", "Bob"],
    ]
    assert fates_of(got, "value") == [
        (3, "set aside", "answer set aside"),
        (4, "set aside", "unknown code"),
    ]
    assert got.mended.loc[got.mended["what"] == "unknown code", "written"].tolist() == ["magic"]
    themes = got.frames.codes.set_index("code")["theme"].to_dict()
    assert themes == {"support": "support", "money": "support", "school": "school"}


def test_the_words_of_an_answer_are_kept_as_they_are(tmp_path: Path) -> None:
    described = consultation(collection(source("a.csv", "answers", {"respondent": "who", "text": "text"})))
    words = " Two  spaces,\u00a0a line\r\nbreak and \u201cquotes\u201d "
    got = read(tmp_path, {"a.csv": f'who,text\n1,"{words}"\n'}, described)
    assert got.frames.texts["text"].tolist() == [words]
