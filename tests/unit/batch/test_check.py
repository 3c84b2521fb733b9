from pathlib import Path
from typing import Any

import pytest

from heard.batch.check import check_batch
from heard.batch.model import Batch, Entry
from heard.errors import HeardError


def batch_of(workbook: str = "works", **parameters: Any) -> Batch:
    return Batch(
        run="r",
        consultation="c",
        workbooks=(Entry(workbook=workbook, name=workbook, parameters=parameters),),
    )


@pytest.mark.usefixtures("tiny_home")
def test_right_names_and_types_pass() -> None:
    check_batch(batch_of(word="a", times=3, share=2, names=["x"]))


@pytest.mark.usefixtures("tiny_home")
@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"tmies": 3}, "Did you mean times?"),
        ({"zzz": 3}, "Choose from: consultation, word, times, share, names."),
        ({"times": "3"}, "Give a value of type int."),
        ({"times": True}, "Give a value of type int."),
        ({"word": 3}, "Give a value of type str."),
        ({"names": "x"}, "Give a value of type list[str]."),
        ({"consultation": "other"}, "named once, for the whole batch"),
    ],
)
def test_a_wrong_parameter_is_refused_before_anything_runs(parameters: dict[str, Any], said: str) -> None:
    with pytest.raises(HeardError, match="batch, works") as refused:
        check_batch(batch_of(**parameters))
    assert said in str(refused.value)


def test_an_unknown_workbook_is_refused_with_the_nearest(tiny_home: Path) -> None:
    with pytest.raises(HeardError, match="Did you mean works"):
        check_batch(batch_of("work"))
    assert not (tiny_home / "results").exists()
