import hashlib
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.frames import is_among, numbered_ids, question_id, stable_id, stable_ids

PARTS = st.lists(st.text(max_size=4), min_size=1, max_size=3)


def test_an_id_is_a_hash_of_what_identifies_the_thing() -> None:
    digest = hashlib.blake2b(b"6:advice2:17", digest_size=8).hexdigest()
    assert stable_id("r", "advice", "17") == f"r-{digest}"


@given(PARTS, PARTS)
def test_different_parts_give_different_ids(one: list[str], two: list[str]) -> None:
    assert (stable_id("r", *one) == stable_id("r", *two)) == (one == two)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_an_id_does_not_depend_on_the_hash_seed(seed: str) -> None:
    code = "from heard.frames import stable_id; print(stable_id('r', 'advice', 'é'))"
    said = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == stable_id("r", "advice", "é")


def test_ids_of_columns_are_those_of_their_rows() -> None:
    numbers = pd.Series(["1", "2"], index=[7, 9], dtype="str")
    ids = stable_ids("t", "advice", numbers, "q1")
    assert ids.to_dict() == {7: stable_id("t", "advice", "1", "q1"), 9: stable_id("t", "advice", "2", "q1")}


@given(st.lists(st.sampled_from(["a", "b", None]), min_size=1, max_size=8), st.randoms())
def test_rows_that_are_alike_are_numbered_whatever_their_order(
    values: list[str | None], random: object
) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = numbered_ids("r", "advice", pd.Series(values, dtype="str"))
    two = numbered_ids("r", "advice", pd.Series(shuffled, dtype="str"))
    assert one.is_unique
    assert set(one) == set(two)


def test_a_question_id_is_readable() -> None:
    assert question_id("advice", "q1") == "advice.q1"


def test_which_ids_are_known() -> None:
    ids = pd.Series(["a", None, "c"], index=[3, 4, 5], dtype="str")
    assert is_among(ids, pd.Series(["c", None], dtype="str")).to_dict() == {3: False, 4: False, 5: True}
