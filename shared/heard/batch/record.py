"""What a run says of its data: the account of every row, as tables of the entry ``intake``."""

import pandas as pd

from heard.intake import Intake, account
from heard.tables import ResultTable, base, count, dimension

ENTRY = "intake"
_ROWS = "rows or answers"
_SOURCE = dimension("source", "Source")


def intake_tables(intake: Intake) -> list[ResultTable]:
    """Return the reading of a consultation as result tables: in sum, by rule, labels mended, every fate."""
    return [_account(intake), _set_aside(intake), _mended(intake), _fates(intake)]


def _account(intake: Intake) -> ResultTable:
    columns = (
        _SOURCE,
        dimension("unit", "Unit"),
        base("read", "Read", _ROWS),
        count("kept", "Kept", _ROWS),
        count("merged", "Merged", _ROWS),
        count("set_aside", "Set aside", _ROWS),
    )
    return ResultTable(
        name="account",
        title="What was read, and what became of it",
        frame=account(intake)[[column.name for column in columns]],
        columns=columns,
        universe="every row of every source; where a row holds several answers, every answer",
        notes=("Read is the sum of kept, merged and set aside: otherwise the run fails.",),
    )


def _set_aside(intake: Intake) -> ResultTable:
    by = ["source", "column", "unit", "fate", "rule"]
    told = intake.fates[intake.fates["rule"] != ""]
    counted = told.groupby(by, observed=True, sort=True).size().rename("number").reset_index()
    return ResultTable(
        name="rules",
        title="Rules that decided a fate, and how often",
        frame=counted.astype(dict.fromkeys(by, "str")),
        columns=(
            _SOURCE,
            dimension("column", "Column"),
            dimension("unit", "Unit"),
            dimension("fate", "Fate"),
            dimension("rule", "Rule"),
            count("number", "Number", "rows, answers or values"),
        ),
        universe="rows, answers and values that a rule merged, set aside or flagged",
        notes=("A value set aside, such as a date in no listed form, leaves its row kept.",),
    )


def _mended(intake: Intake) -> ResultTable:
    by = ["source", "column", "what", "written", "read_as"]
    return ResultTable(
        name="mended",
        title="Labels that were mended or are unknown",
        frame=intake.mended.groupby(by, sort=False)["rows"].sum().reset_index(),
        columns=(
            _SOURCE,
            dimension("column", "Column"),
            dimension("what", "What"),
            dimension("written", "As written"),
            dimension("read_as", "Read as"),
            count("rows", "Rows", "rows"),
        ),
        universe="labels of questions, groups, codes and options; rare or long ones are counted, not shown",
    )


def _fates(intake: Intake) -> ResultTable:
    labels = ["source", "row", "column", "unit", "fate", "rule", "target"]
    return ResultTable(
        name="fates",
        title="The fate of every row",
        frame=_numbered(intake.fates[labels]),
        columns=tuple(dimension(name, name.capitalize()) for name in [*labels, "number"]),
        universe="every row read; answers and values only where a rule decided",
        notes=(
            "Row is the row of the file, the first being 1; in a text file blank lines do not count, and a "
            "row whose cells run over several lines counts once.",
            "Target is the id of what the row became.",
        ),
    )


def _numbered(fates: pd.DataFrame) -> pd.DataFrame:
    """Number fates that are alike: a cell of several values can meet one rule twice."""
    return fates.assign(number=fates.groupby(list(fates.columns), observed=True).cumcount() + 1)
