"""Validate a consultation and its data, and say in one table what was found."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from heard.consultation import Consultation, load_consultation
from heard.intake.intake import Intake, account, reconcile
from heard.intake.read import Progress, read_unreconciled

if TYPE_CHECKING:
    from rich.console import Console

_MOST_SHOWN = 10


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
    return lines + _mended(intake.mended[intake.mended["source"] == source])


def _mended(notes: pd.DataFrame) -> list[_Line]:
    """Return a line for each column with mended labels, and for each label that nobody listed."""
    lines: list[_Line] = []
    mended = notes[notes["read_as"] != ""]
    for (source, column, what), group in mended.groupby(["source", "column", "what"], sort=False):
        detail = f"column {column}, spellings: {len(group)}"
        lines.append((str(source), f"{what}s mended", detail, int(group["rows"].sum())))
    others = notes[notes["read_as"] == ""]
    for note in others.head(_MOST_SHOWN).itertuples():
        written = " ".join(str(note.written).split())
        detail = f"{written}, column {note.column}" if written else f"column {note.column}"
        lines.append((str(note.source), str(note.what), detail, int(str(note.rows))))
    left = others.iloc[_MOST_SHOWN:]["rows"]
    if len(left):
        lines.append((str(others["source"].iloc[0]), "unknown", f"{len(left)} more labels", int(left.sum())))
    return lines


def show_check(found: Check, console: "Console") -> None:
    """Print the findings as one table, and below it what to look at.

    Raises
    ------
    HeardError
        After printing the table, if the account of rows does not hold.
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
    for doubt in doubts(found.intake):
        console.print(Text(f"Look at {doubt}."), soft_wrap=True)
    console.print("Every row is accounted for.")


def doubts(intake: Intake) -> list[str]:
    """Return what is more likely a mistake in consultation.yml than in the data.

    A source of which nothing was read, or over half was set aside, and a column of which over half of the
    rows hold a value that a rule set aside, such as a date in no listed form.
    """
    found = []
    for line in account(intake).to_dict(orient="records"):
        source, unit, read, aside = (line[name] for name in ("source", "unit", "read", "set_aside"))
        if read == 0:
            found.append(f"{source}: it has no {unit}")
        elif aside > read / 2:
            found.append(f"{source}: {aside:,} of {read:,} {unit}s were set aside")
    rows = intake.sources.set_index("source")["rows"]
    values = intake.fates[(intake.fates["unit"] == "value") & (intake.fates["fate"] == "set aside")]
    by = ["source", "column", "rule"]
    counted = values.groupby(by, observed=True)["row"].nunique().rename("number").reset_index()
    for each in counted.to_dict(orient="records"):
        read = int(rows[each["source"]])
        if each["number"] > read / 2:
            told = f"{each['rule']} in {each['number']:,} of {read:,} rows"
            found.append(f"{each['source']}, column {each['column']}: {told}")
    return found
