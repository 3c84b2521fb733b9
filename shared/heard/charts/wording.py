"""The words on and about a chart: number formats, subtitle and alt text."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from heard.charts.plotted import Plotted
from heard.tables import Column

_SMALL_SHARE = 0.1
_IN_PER_CENT = ("share", "share difference")


def sentence(words: str) -> str:
    """Return words with a capital first letter and one full stop at the end; nothing stays nothing."""
    stripped = words.strip().rstrip(".")
    return f"{stripped[0].upper()}{stripped[1:]}." if stripped else ""


def sentences(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, as sentences."""
    return " ".join(sentence(part) for part in parts if part.strip())


def number_format(column: Column, numbers: pd.Series) -> str:
    """Return a format that Python and Vega read alike: per cent for shares, two places for estimates."""
    if column.unit in _IN_PER_CENT:
        return ".1%" if numbers.abs().max() < _SMALL_SHARE else ".0%"
    return ",.0f" if column.role in ("count", "base") else ",.2f"


def measure(column: Column) -> str:
    """Return what a column measures, with its unit."""
    if column.unit in ("", *_IN_PER_CENT) or column.unit.lower() in column.label.lower():
        return column.label
    return f"{column.label} ({column.unit})"


def base_words(plotted: Plotted, *values: str) -> str:
    """Return the bases of what is drawn: one number, or a range where they differ; empty if none."""
    names = [name for name in dict.fromkeys(_base_of(plotted, value) for value in values) if name]
    bases = pd.concat([pd.Series(dtype="float64"), *(plotted.frame[name].dropna() for name in names)])
    if bases.empty:
        return ""
    unit = plotted.column(names[0]).unit
    if bases.nunique() == 1:
        return f"Base: {bases.iloc[0]:,.0f} {unit}"
    return f"Bases: {bases.min():,.0f} to {bases.max():,.0f} {unit}"


def _base_of(plotted: Plotted, value: str) -> str:
    """Return the base of a rate, or of the rate of a count; empty if there is none, for none is guessed."""
    for column in plotted.table.columns:
        if column.role == "rate" and value in (column.name, column.of[0]):
            return column.of[1]
    return ""


def subtitle(plotted: Plotted, value: str, *more: str, beside: str = "") -> str:
    """Return the line below the title: measure, fixed categories, universe, base and what is not shown.

    Parameters
    ----------
    beside
        A second column that is drawn beside the first.
    """
    values = [name for name in (value, beside) if name]
    missing = f"{plotted.missing} without a value are not shown" if plotted.missing else ""
    fixed = ", ".join(f"{plotted.column(name).label}: {category}" for name, category in plotted.where.items())
    return sentences(
        [
            " beside ".join(measure(plotted.column(name)) for name in values),
            fixed,
            plotted.table.universe,
            base_words(plotted, *values),
            *more,
            plotted.cut,
            missing,
        ]
    )


def extremes(plotted: Plotted, value: str, dimensions: Sequence[str]) -> str:
    """Return which mark is highest and which lowest, with their values."""
    numbers = plotted.frame[value]
    form = number_format(plotted.column(value), numbers)
    top, bottom = plotted.frame.iloc[int(numbers.argmax())], plotted.frame.iloc[int(numbers.argmin())]
    names = [", ".join(str(row[name]) for name in dimensions) for row in (top, bottom)]
    if len(plotted.frame) == 1:
        return f"{names[0]}: {top[value]:{form}}"
    return f"Highest: {names[0]}, {top[value]:{form}}. Lowest: {names[1]}, {bottom[value]:{form}}"


def lookup(lines: Mapping[str, Sequence[str]]) -> str:
    """Return a Vega expression that writes a category as its lines; the names in the data stay whole."""
    entries = ", ".join(
        f"{_quoted(name)}: [{', '.join(map(_quoted, parts))}]" for name, parts in lines.items()
    )
    return f"{{{entries}}}[datum.label]"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
    return f"'{escaped}'"
