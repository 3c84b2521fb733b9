import dataclasses

import pandas as pd
import pytest

from heard.errors import HeardError
from heard.frames import Frames, validate_frames


def frames(**changes: pd.DataFrame) -> Frames:
    made = {
        "respondents": pd.DataFrame({"respondent_id": ["r-1", "r-2"], "known_by": "collection"}),
        "questions": pd.DataFrame(
            {
                "question_id": ["a.q1"],
                "collection": "a",
                "question": "q1",
                "wording": "Why?",
                "kind": "free_text",
            }
        ),
        "texts": pd.DataFrame(
            {
                "text_id": ["t-1", "t-2"],
                "collection": "a",
                "question_id": ["a.q1", None],
                "respondent_id": ["r-1", None],
                "session_id": None,
                "text": ["CANARY one", "CANARY two"],
            }
        ),
    }
    return Frames.of(**(made | changes))


def refused(broken: Frames) -> str:
    with pytest.raises(HeardError) as caught:
        validate_frames(broken)
    assert "CANARY" not in str(caught.value)
    return str(caught.value)


def test_frames_that_keep_their_contracts_pass() -> None:
    good = frames()
    assert validate_frames(good) is good


def test_a_key_that_stands_twice_is_refused() -> None:
    broken = frames(texts=frames().texts.assign(text_id="t-1"))
    assert "frame texts" in refused(broken)


def test_words_that_stand_for_a_key_are_not_printed() -> None:
    refused(frames(texts=frames().texts.assign(text_id="CANARY")))


def test_a_missing_value_where_none_may_be_is_refused() -> None:
    assert "column text" in refused(frames(texts=frames().texts.assign(text=None)))


def test_a_respondent_who_is_not_there_is_refused() -> None:
    lost = frames().texts.assign(respondent_id="r-9")
    assert "2 rows of texts name a respondent_id that respondents does not have" in refused(
        frames(texts=lost)
    )


def test_a_column_too_many_or_of_another_type_is_refused() -> None:
    good = frames()
    assert "frame texts" in refused(dataclasses.replace(good, texts=good.texts.assign(extra=1)))
    assert "frame sessions" in refused(
        dataclasses.replace(good, sessions=good.sessions.assign(people=pd.Series(dtype="float64")))
    )
