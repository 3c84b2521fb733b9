"""The report of a run: one file that needs no network and asks nothing of any host."""

import base64
import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from heard.charts import Chart
from heard.charts.show import bundle_script, figure_html
from heard.results.atomic import write_text
from heard.results.folder import Kind, RunFolder
from heard.results.manifest import EntryRecord
from heard.results.pages import table_html, template
from heard.results.prose import Prose, html_of, prose_of
from heard.tables import ResultTable

_LONGEST_UNFOLDED = 12
_MOST_ROWS = 500


@dataclass(frozen=True)
class _Item:
    kind: str
    html: Markup
    name: str
    title: str = ""
    rows: int = 0
    file: str = ""
    folded: bool = False


@dataclass(frozen=True)
class _Section:
    record: EntryRecord
    title: str
    prose: Prose
    items: list[_Item]
    withheld: list[ResultTable]

    @property
    def anchor(self) -> str:
        return f"entry-{self.record.name}"


def write_report(folder: RunFolder) -> Path:
    """Write ``report.html`` from a run's manifest, tables and charts, and return its path.

    Tables that hold respondents' words are named, never shown.
    """
    manifest = folder.manifest()
    sections = [_section(folder, record) for record in manifest.entries]
    charts = any(item.kind == "chart" for section in sections for item in section.items)
    script = bundle_script() if charts else ""
    style = resources.files("heard.results").joinpath("templates/report.css").read_text(encoding="utf-8")
    page = template("report.html").render(
        manifest=manifest,
        entries=sections,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(script),
    )
    path = folder.path / "report.html"
    write_text(path, page)
    return path


def _policy(script: str) -> str:
    """Return a content security policy: nothing is loaded, and no script runs but this one."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "img-src": "data:",
        "style-src": "'unsafe-inline'",
        "script-src": f"'sha256-{digest}'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _section(folder: RunFolder, record: EntryRecord) -> _Section:
    shown = folder.shown(record.name)
    charts = [folder.read_chart(record.name, name) for kind, name in shown if kind == "charts"]
    tables = folder.tables(record.name)
    words = {name: folder.read_words(record.name, name) for kind, name in shown if kind == "words"}
    prose = prose_of(folder.notebook(record.name))
    return _Section(
        record,
        prose.title or record.name.replace("_", " ").capitalize(),
        prose,
        items=_items(record.name, shown, charts, [table for table in tables if not table.holds_words], words),
        withheld=[table for table in tables if table.holds_words],
    )


def _items(
    entry: str,
    shown: list[tuple[Kind, str]],
    charts: list[Chart],
    tables: list[ResultTable],
    words: dict[str, str],
) -> list[_Item]:
    """Return what was shown in the workbook's order, save that a table follows the last chart of it."""
    place = {item: number for number, item in enumerate(shown)}
    last = {chart.table: place["charts", chart.name] + 0.5 for chart in charts}
    drawings = [(place["charts", chart.name], _chart(chart)) for chart in charts]
    listed = [
        (max(place["tables", table.name], last.get(table.name, 0)), _table(entry, table, table.name in last))
        for table in tables
    ]
    said = [(place["words", name], _Item("words", html_of(page), name)) for name, page in words.items()]
    return [item for _, item in sorted([*drawings, *listed, *said], key=lambda pair: pair[0])]


def _chart(chart: Chart) -> _Item:
    return _Item("chart", Markup(figure_html(chart, interactive=True)), chart.name)


def _table(entry: str, table: ResultTable, drawn: bool) -> _Item:
    rows = len(table.frame)
    return _Item(
        "table",
        Markup(table_html(table, _MOST_ROWS)),
        name=table.name,
        title=table.title,
        rows=rows,
        file=f"tables/{entry}/{table.name}.csv",
        folded=drawn or rows > _LONGEST_UNFOLDED,
    )
