"""Hold frames to their contracts. Messages name the frame, column and number of rows, never a value.

pandera is loaded when frames are first validated: whoever reads kept frames does not wait for it.
"""

from typing import TYPE_CHECKING

import pandas as pd

from heard.errors import HeardError
from heard.frames.contracts import CONTRACTS, DTYPES, Contract
from heard.frames.frames import Frames
from heard.frames.ids import is_among

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema


def validate_frames(frames: Frames) -> Frames:
    """Return the frames if every contract holds.

    Raises
    ------
    HeardError
        Naming the frame and what of its contract is broken.
    """
    for name, frame in frames.items():
        _validate_one(name, frame)
    for name, frame in frames.items():
        for column, (other, key) in CONTRACTS[name].refers_to.items():
            _check_reference(name, frame[column], other, getattr(frames, other)[key])
    return frames


def _validate_one(name: str, frame: pd.DataFrame) -> None:
    from pandera.errors import SchemaErrors

    try:
        _schema(CONTRACTS[name]).validate(frame, lazy=True)
    except SchemaErrors as error:
        # pandera's own text quotes the failing values; only its counts and places are passed on.
        cases = error.failure_cases.groupby(["column", "check"], dropna=False).size()
        (column, check), rows = next(iter(cases.items()))
        raise HeardError(
            f"column {column} breaks its contract ({check}) in {rows} places",
            where=f"frame {name}",
            fix="Check the column map of the source that fills it.",
        ) from None


def _schema(contract: Contract) -> "DataFrameSchema":
    import pandera.pandas as pa

    columns = {
        column: pa.Column(DTYPES[kind], nullable=column in contract.may_be_empty)
        for column, kind in contract.columns.items()
    }
    return pa.DataFrameSchema(columns, unique=list(contract.key), strict=True, ordered=True)


def _check_reference(name: str, values: pd.Series, other: str, known: pd.Series) -> None:
    lost = int((values.notna() & ~is_among(values, known)).sum())
    if lost:
        raise HeardError(
            f"{lost} rows of {name} name a {values.name} that {other} does not have",
            where=f"frame {name}",
            fix=f"Check that the source of {other} is listed in consultation.yml.",
        )
