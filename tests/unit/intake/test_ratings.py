from pathlib import Path

import pandas as pd
import pytest

from heard.analysis.rating import Item, RatingRound, ShownText, ShownTopic
from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.intake.ratings import read_ratings, without_texts

ROUND = RatingRound(
    "round-1",
    "First",
    "advice.q1",
    "key",
    (ShownTopic("T1", ("wait",), (1.0,), (ShownText("t-1", "We waited."), ShownText("t-gone", "Gone."))),),
    (
        Item("i-1", "word_intrusion", "T1", ("wait", "zebra"), "zebra"),
        Item("i-2", "recheck", "T1", (), "", ShownText("t-1", "We waited."), (0.9,)),
        Item("i-3", "recheck", "T1", (), "", ShownText("t-gone", "Gone."), (0.9,)),
    ),
    True,
)
TEXTS = pd.DataFrame({"text_id": ["t-1", "t-2"], "text": ["We waited long.", "Other."]})
ANSWERS = """Rater,Subject,Scale,Value,Comment
Ann,T1,name,Waits,
Ann,T1,name,Waiting,later
Ann,i-1,intruder,zebra,
Ann,i-1,about,yes,
Bob,i-1,intruder,lion,
,T1,name,Nobody,
Bob,i-2,about,yes,
Bob,i-3,about,yes,
Bob,T1,description,,
"""


@pytest.fixture
def folder(small_consultation: Path) -> Path:
    (small_consultation / "round.json").write_text(without_texts(ROUND).to_json(), encoding="utf-8")
    (small_consultation / "answers_given.csv").write_text(ANSWERS, encoding="utf-8")
    (small_consultation / "names.csv").write_text(
        "Name,Shared\nWaits,Delay\nwaits!,Waiting\n,Nothing\n", encoding="utf-8"
    )
    described = small_consultation / "consultation.yml"
    declared = "ratings: [{round: round.json, answers: answers_given.csv, names: names.csv}]\n"
    described.write_text(described.read_text(encoding="utf-8") + declared, encoding="utf-8")
    return small_consultation


@pytest.fixture
def described(folder: Path) -> Consultation:
    return load_consultation(folder)


def test_a_round_in_a_file_has_no_words_and_gets_them_from_the_texts_as_they_are(
    folder: Path, described: Consultation
) -> None:
    assert "waited" not in (folder / "round.json").read_text(encoding="utf-8")
    (read,) = read_ratings(folder, described, TEXTS)
    (topic,) = read.rating_round.topics
    assert topic.texts == (ShownText("t-1", "We waited long."),)
    assert [item.item_id for item in read.rating_round.items] == ["i-1", "i-2"]


def test_every_row_has_a_fate(folder: Path, described: Consultation) -> None:
    (read,) = read_ratings(folder, described, TEXTS)
    assert read.answers[["rater", "subject", "scale", "value"]].values.tolist() == [
        ["Ann", "T1", "name", "Waiting"],
        ["Ann", "i-1", "intruder", "zebra"],
        ["Bob", "i-2", "about", "yes"],
    ]
    of_answers = read.fates[read.fates["source"] == "answers_given.csv"]
    assert of_answers.set_index("row")["rule"].astype("str").to_dict() == {
        2: "answered again further down",
        3: "",
        4: "",
        5: "none of the answers that can be given",
        6: "none of the answers that can be given",
        7: "no rater",
        8: "",
        9: "asked on no page of the round",
        10: "no answer",
    }


def test_the_last_shared_name_of_a_name_stands(folder: Path, described: Consultation) -> None:
    (read,) = read_ratings(folder, described, TEXTS)
    assert read.shared.values.tolist() == [["waits", "Waiting"]]


@pytest.mark.parametrize("content", [None, "{}", "\xff"])
def test_a_broken_round_is_a_message_with_its_file(
    folder: Path, described: Consultation, content: str | None
) -> None:
    if content is None:
        (folder / "round.json").unlink()
    else:
        (folder / "round.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(HeardError, match=r"round\.json"):
        read_ratings(folder, described, TEXTS)


def test_a_consultation_without_ratings_has_none(small_consultation: Path) -> None:
    assert read_ratings(small_consultation, load_consultation(small_consultation), TEXTS) == []
