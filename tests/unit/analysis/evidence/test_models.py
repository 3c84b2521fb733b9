from collections.abc import Callable

import pandas as pd

from heard.analysis.evidence import models_in_context, practice_models_named, submissions_received
from heard.consultation import Consultation, DictionaryEntry
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

_MODELS = (
    DictionaryEntry(code="mockingbird", name="Mockingbird"),
    DictionaryEntry(code="triple-p", name="Triple P"),
)


def _with_texts(frames: Frames) -> Frames:
    more = pd.DataFrame(
        {
            "text_id": ["e3", "e4"],
            "collection": "evidence",
            "question_id": "evidence.q2",
            "respondent_id": ["p5", "p1"],
            "session_id": None,
            "text": ["Mockingbird again, and Mockingbird; Triple P", "Mockingbird"],
        }
    )
    return Frames.of(**(dict(frames.items()) | {"texts": pd.concat([frames.texts, more])}))


def test_submissions_and_uses_are_counted_apart(
    frames: Frames, consultation: Consultation, column: Callable[[ResultTable, str], dict[object, object]]
) -> None:
    table = practice_models_named(_with_texts(frames), consultation, "evidence", _MODELS)
    # p5 names Mockingbird once in e1 and twice in e3; p1 once; p6 names none.
    assert column(table, "submissions") == {"Mockingbird": 2, "Triple P": 1, "No model named": 1}
    assert column(table, "uses") == {"Mockingbird": 4, "Triple P": 1, "No model named": 0}
    assert set(column(table, "submissions_base").values()) == {3}
    behind = table.rows_behind["submissions"]
    assert set(behind.loc[behind["model"] == "Mockingbird", "row_id"]) == {"p1", "p5"}


def test_named_models_agree_with_the_number_received(frames: Frames, consultation: Consultation) -> None:
    for models in (_MODELS, ()):
        tables = [
            submissions_received(frames, consultation, "evidence"),
            practice_models_named(frames, consultation, "evidence", models),
        ]
        assert broken_margins({table.name: table for table in tables}) == []


def test_texts_of_another_collection_do_not_count(frames: Frames, consultation: Consultation) -> None:
    elsewhere = frames.texts.assign(text="Mockingbird").loc[lambda texts: texts["collection"] == "advice"]
    named = Frames.of(**(dict(frames.items()) | {"texts": elsewhere}))
    table = practice_models_named(named, consultation, "evidence", _MODELS).frame
    assert table["submissions"].tolist() == [0, 0, 3]


def test_each_use_is_shown_in_context(frames: Frames, consultation: Consultation) -> None:
    table = models_in_context(_with_texts(frames), consultation, "evidence", _MODELS, "mockingbird")
    assert table.frame[["text_id", "position"]].to_numpy().tolist() == [
        ["e1", 4],
        ["e3", 0],
        ["e3", 23],
        ["e4", 0],
    ]
    assert table.holds_words
