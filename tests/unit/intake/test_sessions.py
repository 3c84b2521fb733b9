from pathlib import Path

from tests.unit.intake.making import collection, consultation, fates_of, read, source

SESSIONS = source(
    "s.csv",
    "sessions",
    {
        "session": "no",
        "method": "method",
        "held_on": "day",
        "people": "people",
        "groups": {"experience": {"columns": {"parents there": "parents", "workers there": "workers"}}},
    },
)
NOTES = source("n.csv", "answers", {"session": "session", "answer": "note", "text": "text"})


def test_sessions_say_who_was_there_and_notes_belong_to_them(tmp_path: Path) -> None:
    described = consultation(collection(SESSIONS, NOTES, kind="engagement"))
    files = {
        "s.csv": "no,method,day,people,parents there,workers there\n"
        "W1,Workshop,2021-04-01,30,20,12\n"
        "W2,workshop ,2021-04-02,many,0,5\n"
        ",Workshop,2021-04-03,3,1,2\n"
        "W1,Workshop,2021-04-01,30,20,12\n",
        "n.csv": "session,note,text\nW1,1,Time\nW3,2,Money\n",
    }
    got = read(tmp_path, files, described)
    sessions = got.frames.sessions
    assert sessions["people"].fillna(-1).tolist() == [30, -1, -1]
    assert sessions["method"].fillna("-").tolist() == ["Workshop", "Workshop", "-"]
    attendance = got.frames.attendance[["group", "people"]].to_numpy().tolist()
    assert attendance == [["parents", 20], ["workers", 12], ["workers", 5]]
    # A session that only a note names is there, with nothing known of it.
    assert got.frames.texts["session_id"].tolist() == [sessions["session_id"][0], sessions["session_id"][2]]
    assert [fate for fate in fates_of(got) if fate[1] != "kept"] == [
        (4, "set aside", "no session number"),
        (5, "merged", "duplicate row"),
    ]
    assert fates_of(got, "value") == [(3, "set aside", "unreadable number")]
    assert len(got.frames.respondents) == 0


def test_notes_without_numbers_that_say_the_same_stay_two(tmp_path: Path) -> None:
    notes = source("n.csv", "answers", {"session": "session", "text": "text"})
    described = consultation(collection(notes, kind="engagement"))
    got = read(tmp_path, {"n.csv": "session,text\nW1,Time\nW1,Time\nW2,Time\n"}, described)
    assert len(got.frames.texts) == 3
