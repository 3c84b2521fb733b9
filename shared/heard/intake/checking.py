"""Validate a consultation and its data, and say in one table what was found."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from heard.consultation import Consultation, load_consultation
from heard.intake.intake import Intake, account, reconcile
from heard.intake.read import Progress, read_unreconciled

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST_LABEL = 60


@dataclass(frozen=True)
class Check:
    """What a check found.

    Attributes
    ----------
    consultation, intake
        What was read.
    findings
        source, what, detail, number: in the order to show them.
    """

    consultation: Consultation
    intake: Intake
    findings: pd.DataFrame


def check(folder: Path, progress: Progress | None = None) -> Check:
    """Read a consultation's folder and find what there is to say.

    Whether the account of rows holds is said by :func:`show_check`, once the findings are on the screen.

    Raises
    ------
    HeardError
        If consultation.yml or a file is wrong.
    """
    consultation = load_consultation(folder)
    intake = read_unreconciled(folder, consultation, progress)
    return Check(consultation, intake, findings(intake))


def findings(intake: Intake) -> pd.DataFrame:
    """Return what was found in each source, what became of it and what was mended, a line each.

    Returns
    -------
    pandas.DataFrame
        source, what, detail, number.
    """
    parts = [_of_source(intake, source) for source in intake.sources["source"]]
    total = [("all", f"{name} in all", "", len(frame)) for name, frame in intake.frames.items()]
    lines = [line for part in parts for line in part] + total
    return pd.DataFrame(lines, columns=["source", "what", "detail", "number"])


_Line = tuple[str, str, str, int]


def _of_source(intake: Intake, source: str) -> list[_Line]:
    facts = intake.sources[intake.sources["source"] == source].iloc[0]
    written = ", ".join(part for part in (facts["encoding"], facts["sheet"]) if part)
    lines: list[_Line] = [(source, "rows read", f"{facts['layout']}; {written}", int(facts["rows"]))]
    if facts["answers"]:
        lines.append((source, "answers read", "", int(facts["answers"])))
    logged = intake.fates[intake.fates["source"] == source]
    counts = (
        logged.groupby(["unit", "fate", "rule", "column"], observed=True).size().reset_index(name="number")
    )
    for each in counts.itertuples():
        named = each.rule and each.column and each.unit != "row"
        detail = f"{each.rule}, column {each.column}" if named else str(each.rule)
        lines.append((source, f"{each.unit}s {each.fate}", detail, int(str(each.number))))
    table = account(intake)
    for gap in table[(table["source"] == source) & (table["unaccounted"] != 0)].itertuples():
        lines.append((source, f"{gap.unit}s NOT ACCOUNTED FOR", "", int(str(gap.unaccounted))))
    for note in intake.mended[intake.mended["source"] == source].itertuples():
        lines.append((source, *_mended(note)))
    return lines


def _mended(note: Any) -> tuple[str, str, int]:
    written, read_as = (
        " ".join(str(label).split())[:_LONGEST_LABEL] for label in (note.written, note.read_as)
    )
    if read_as:
        return f"{note.what} mended", f"read as `{read_as}`, column {note.column}", int(note.rows)
    detail = f"`{written}`, column {note.column}" if written else f"column {note.column}"
    return str(note.what), detail, int(note.rows)


def show_check(found: Check, console: "Console") -> None:
    """Print the findings as one table.

    Raises
    ------
    HeardError
        After printing, if the account of rows does not hold.
    """
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(found.consultation.title), title_justify="left")
    for name in ("Source", "What", "Detail"):
        table.add_column(name, overflow="fold")
    table.add_column("Number", justify="right")
    above = ""
    for line in found.findings.itertuples():
        if above and line.source != above:
            table.add_section()
        # Text, because a label such as `Header [2]` would be taken for rich's markup.
        shown = "" if line.source == above else str(line.source)
        table.add_row(Text(shown), Text(str(line.what)), Text(str(line.detail)), f"{line.number:,}")
        above = str(line.source)
    console.print(table)
    reconcile(found.intake)
