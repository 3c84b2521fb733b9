"""What holds for every chart, whatever its kind."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.charts.theme import PALETTE
from heard.errors import HeardError
from heard.tables import ResultTable, count, dimension, text

KINDS = [
    "ranked_bars",
    "ranked_bars of counts",
    "panels",
    "heat_table",
    "line",
    "comparison",
    "curves",
    "bubbles",
    "funnel",
    "small_lines",
    "word_browser",
]


def _walk(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _walk(value)
    elif isinstance(part, list):
        for value in part:
            yield from _walk(value)


def _embedded(chart: Chart) -> set[str]:
    """Return the columns of all data in a chart."""
    found = [part["values"] for part in _walk(chart.spec) if isinstance(part.get("values"), list)]
    assert found
    return {column for values in found for row in values for column in row}


def _worked_out(chart: Chart) -> tuple[set[str], set[str]]:
    """Return the columns that a chart works out for itself, and those that it does it from."""
    made, used = set(), set()
    for part in _walk(chart.spec):
        for words in (part.get("calculate"), part.get("filter")):
            if isinstance(words, str):
                used |= set(re.findall(r"datum(?:\.|\[')(\w+)", words))
        if isinstance(part.get("as"), str):
            made.add(part["as"])
    return made, used


def test_every_builder_is_here(every_chart: dict[str, Chart]) -> None:
    offered = set(charts.__all__) - {"Chart", "Source", "bundle_html", "unattended"}
    assert {kind.split()[0] for kind in KINDS} == offered
    assert set(KINDS) == set(every_chart)


@pytest.mark.parametrize("kind", KINDS)
def test_data_hold_only_columns_that_are_drawn(every_chart: dict[str, Chart], kind: str) -> None:
    chart = every_chart[kind]
    drawn = {
        part["field"]
        for encoding in _walk(chart.spec)
        for channel, part in encoding.items()
        if isinstance(part, dict) and "field" in part and channel != "tooltip"
    }
    made, used = _worked_out(chart)
    assert drawn
    assert _embedded(chart) == (drawn | used) - made


@pytest.mark.parametrize("kind", KINDS)
def test_tooltips_tell_nothing_that_is_not_drawn(every_chart: dict[str, Chart], kind: str) -> None:
    chart = every_chart[kind]
    told = {line["field"] for part in _walk(chart.spec) for line in part.get("tooltip", [])}
    assert told <= _embedded(chart)


@pytest.mark.parametrize("kind", KINDS)
def test_words_about_the_chart(every_chart: dict[str, Chart], kind: str) -> None:
    chart = every_chart[kind]
    assert chart.title[0].isupper()
    assert chart.title in chart.alt
    assert re.search(r"\d", chart.alt)
    assert "Synthetic data" in chart.alt
    assert chart.source == "Source: A review, its owner. Synthetic data, not real responses."
    assert chart.spec["description"] == chart.alt


def test_real_data_are_not_called_synthetic(themes: ResultTable) -> None:
    real = Source("A review", synthetic=False)
    chart = charts.ranked_bars(themes, category="theme", value="people", source=real)
    assert "ynthetic" not in chart.alt + chart.source


@pytest.mark.parametrize("kind", KINDS)
def test_colours_are_the_palette_in_its_order(every_chart: dict[str, Chart], kind: str) -> None:
    spec = every_chart[kind].spec
    for scale in (part["scale"] for part in _walk(spec) if "range" in part.get("scale", {})):
        if isinstance(scale["domain"][0], str):
            assert scale["range"] == list(PALETTE[: len(scale["domain"])])
    assert spec["config"]["range"]["category"] == ["#12436D", "#28A197", "#801650", "#F46A25"]
    assert spec["config"]["axis"]["labelAngle"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_still_is_drawn_with_its_categories(every_chart: dict[str, Chart], kind: str) -> None:
    picture = every_chart[kind].svg
    assert picture.startswith("<svg")
    text_marks = re.findall(r"<text[^>]*>([^<]+)</text>", picture)
    assert text_marks
    assert "null" not in " ".join(text_marks)
    assert "undefined" not in " ".join(text_marks)


def test_a_table_with_words_is_refused_and_not_quoted(source: Source) -> None:
    frame = pd.DataFrame({"topic": ["1"], "answer": ["canary words"], "texts": [3]})
    columns = (dimension("topic", "Topic"), text("answer", "Answer"), count("texts", "Texts", "texts"))
    table = ResultTable("typical", "Typical texts", frame, columns, "all")
    with pytest.raises(HeardError, match="respondents' words cannot be charted") as raised:
        charts.ranked_bars(table, category="topic", value="texts", source=source)
    assert "canary" not in str(raised.value)


_BUILD = """
import json, pandas as pd
from heard import charts
from heard.tables import ResultTable, count, dimension
frame = pd.DataFrame({"theme": ["b", "a", "c"], "group": ["x", "y", "z"], "n": [2, 2, 1]})
columns = (dimension("theme", "Theme"), dimension("group", "Group"), count("n", "Texts", "texts"))
table = ResultTable("t", "T", frame, columns, "all")
source = charts.Source("s", synthetic=False)
print(json.dumps(charts.panels(table, category="theme", value="n", group="group", source=source).spec))
"""


def test_specifications_do_not_depend_on_the_hash_seed() -> None:
    built = [
        subprocess.run(
            [sys.executable, "-c", _BUILD],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert built[0] == built[1]
    assert json.loads(built[0])["spec"]["layer"]
