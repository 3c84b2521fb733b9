from pathlib import Path

import pytest

from heard.errors import HeardError
from tests.unit.intake.making import collection, consultation, read, source

COLUMNS = {"respondent": "id", "person": "person", "questions": {"q1": "t"}}


def test_a_person_in_two_collections_is_one_respondent_with_two_participations(tmp_path: Path) -> None:
    described = consultation(
        collection(source("a.csv", "respondents", COLUMNS), code="advice"),
        collection(source("b.csv", "respondents", COLUMNS), code="evidence"),
    )
    files = {"a.csv": "id,person,t\n1,P9,x\n2,,y\n", "b.csv": "id,person,t\n77,P9,z\n2,,u\n"}
    got = read(tmp_path, files, described)
    known = got.frames.respondents["known_by"].value_counts().to_dict()
    # P9 is one person; number 2 of one collection is somebody else than number 2 of the other.
    assert known == {"person": 1, "collection": 2}
    assert len(got.frames.participations) == 4


def test_a_number_is_the_same_person_in_another_file_of_the_collection(tmp_path: Path) -> None:
    described = consultation(
        collection(
            source("a.csv", "answers", {"respondent": "who", "text": "t"}),
            source("people.csv", "respondents", {"respondent": "id", "person": "person"}),
        )
    )
    files = {"a.csv": "who,t\n1,x\n2,y\n", "people.csv": "id,person\n1,P9\n2,P9\n"}
    got = read(tmp_path, files, described)
    assert got.frames.texts["respondent_id"].nunique() == 1
    assert got.frames.respondents["known_by"].tolist() == ["person"]


def test_a_number_of_two_persons_is_refused(tmp_path: Path) -> None:
    described = consultation(collection(source("a.csv", "respondents", COLUMNS)))
    with pytest.raises(HeardError, match="1 respondent numbers stand for more than one person"):
        read(tmp_path, {"a.csv": "id,person,t\n1,P9,x\n1,P8,y\n"}, described)


def test_one_label_in_two_sessions_is_two_speakers(tmp_path: Path) -> None:
    columns = {"session": "session", "respondent": "speaker", "text": "note"}
    described = consultation(collection(source("a.csv", "answers", columns), kind="engagement"))
    rows = "W1,Mum A,x\nW1,Mum A,y\nW2,Mum A,z\nW2,,u\n"
    got = read(tmp_path, {"a.csv": "session,speaker,note\n" + rows}, described)
    assert got.frames.respondents["known_by"].tolist() == ["session", "session"]
    assert got.frames.texts["respondent_id"].isna().sum() == 1
    assert got.frames.texts["session_id"].nunique() == 2


def test_the_same_words_in_two_files_without_numbers_stay_two(tmp_path: Path) -> None:
    columns = {"questions": {"q1": "t"}}
    described = consultation(
        collection(source("form.csv", "respondents", columns), source("mail.csv", "respondents", columns))
    )
    got = read(tmp_path, {"form.csv": "t\nSame words\n", "mail.csv": "t\nSame words\n"}, described)
    assert len(got.frames.texts) == len(got.frames.respondents) == 2


def test_a_group_of_nobody_is_noted(tmp_path: Path) -> None:
    columns = {"session": "s", "respondent": "who", "text": "t", "groups": {"experience": {"column": "g"}}}
    described = consultation(collection(source("a.csv", "answers", columns), kind="engagement"))
    rows = "W1,Ann,Parents,one\nW1,,Parents,two\nW1,,,three\n"
    got = read(tmp_path, {"a.csv": "s,who,g,t\n" + rows}, described)
    assert len(got.frames.memberships) == 1
    noted = got.mended[got.mended["what"] == "group in a row that names nobody"]
    assert noted[["column", "rows"]].to_numpy().tolist() == [["experience", 1]]
