"""A release folder with made-up numbers, as its contract has it: hidden cells, switches, quotes, sections."""

import hashlib
import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd

from heard.charts import Chart, Source, comparison, ranked_bars
from heard.tables import ResultTable, base, count, dimension, rate

Json = dict[str, Any]

SOURCE = Source("A made-up review, the testers", synthetic=True)
SYMBOLS = {
    "c": "hidden, so that nobody can be recognised",
    "z": "not applicable",
    "x": "not available",
    "low": "rounds to nothing",
    "u": "not reliable",
}
TEXTS = (
    "texts",
    "Texts",
    [["all", "All texts"], ["engagement", "Engagement"], ["advice", "Call for advice"]],
)
PEOPLE = ("people", "People", [["all", "Everybody"], ["parents", "Parents & carers"]])
THEMES = ("Early help", "Kinship care", "Mental health <support>", "Being listened to", "Cost & fees")
HIDDEN = "Cost & fees"
QUOTE = "They came <b>once</b> & never\nagain. “Sorry”, they said."
TITLES = {
    "overview": "What did we hear, and from whom?",
    "themes": "What did people raise?",
    "groups": "What did each group raise?",
    "topics": "What topics run through it?",
    "evidence": "What evidence was sent?",
    "difference": "Where did groups differ?",
    "quotes": "What did people say?",
    "about": "How was this made?",
}


def write_release(folder: Path, pages: Sequence[str] = tuple(TITLES)) -> Path:
    """Write a release with these pages into a folder that does not exist, and return it."""
    folder.mkdir(parents=True)
    for name in pages:
        _put(folder, f"pages/{name}.json", json.dumps(_page(folder, name)))
    _put(folder, "methods/themes.md", "# Themes\nCounted once a person.\n")
    manifest = _manifest(folder, pages)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def seal(folder: Path) -> None:
    """Write the hashes of a release anew, after a test has changed a file on purpose."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"] = _hashes(folder)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def people(theme: int, texts: str, group: str) -> int:
    """Return how many people raised a theme: made up, and told apart in every state."""
    return 120 - 23 * theme + 7 * ["all", "engagement", "advice"].index(texts) - 11 * (group != "all")


def _manifest(folder: Path, pages: Sequence[str]) -> Json:
    return {
        "format": 1,
        "name": folder.name,
        "title": "A made-up review of children’s social care",
        "owner": "The testers",
        "synthetic": True,
        "made_at": "2026-11-29T10:00:00+00:00",
        "replaces": None,
        "run": "made-up",
        "versions": {"heard": "0.1.0"},
        "disclosure": {
            "preset": "below-10",
            "hide_up_to": 9,
            "round_to": None,
            "narrowest": 9,
            "sentence": "Counts below 10 are hidden, and others with them where they would tell.",
        },
        "pages": [{"name": name, "title": TITLES[name]} for name in pages],
        "files": _hashes(folder),
    }


def _hashes(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "manifest.json"]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def _page(folder: Path, name: str) -> Json:
    figures = {
        "overview": [("heard_from", (), "bars")],
        "themes": [("themes_raised", (TEXTS, PEOPLE), "bars"), ("themes_by_text", (TEXTS,), "bars")],
        "groups": [("group_themes", (PEOPLE,), "pairs")],
        "topics": [("topics", (), "bars")],
        "evidence": [("evidence", (TEXTS,), "bars")],
        "difference": [("difference", (PEOPLE,), "pairs"), ("silence", (), "none")],
    }.get(name, [])
    switches = {switch[0]: switch for _, followed, _ in figures for switch in followed}
    return {
        "name": name,
        "title": TITLES[name],
        "lead": "Early help was raised by more people than anything else.",
        "switches": [
            {"name": each, "label": label, "options": options} for each, label, options in switches.values()
        ],
        "figures": [_figure(folder, *figure) for figure in figures],
        "quotes": _quotes() if name == "quotes" else [],
        "sections": _sections() if name in ("overview", "about") else [],
        "symbols": SYMBOLS,
    }


def _quotes() -> list[Json]:
    return [{"id": "q1", "words": QUOTE, "about": "Theme: Early help", "who": "A care experienced adult"}]


def _sections() -> list[Json]:
    return [{"heading": "About the data", "paragraphs": ["All of it is made up.", "Nobody said any of it."]}]


def _figure(folder: Path, name: str, switches: Sequence[Any], kind: str) -> Json:
    states = {}
    for number, options in enumerate(product(*([each[0] for each in switch[2]] for switch in switches))):
        chosen = dict(zip((switch[0] for switch in switches), options, strict=True))
        slug = "&".join(f"{switch}={option}" for switch, option in chosen.items())
        states[slug] = _state(folder, name, number, chosen, kind)
    download = f"tables/{name}.csv"
    _put(folder, download, "theme,people\nEarly help,120\nCost & fees,[c]\n")
    return {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "switches": [switch[0] for switch in switches],
        "download": download,
        "states": states,
    }


def _state(folder: Path, name: str, number: int, chosen: dict[str, str], kind: str) -> Json:
    texts, group = chosen.get("texts", "all"), chosen.get("people", "all")
    numbers = {theme: people(place, texts, group) for place, theme in enumerate(THEMES) if theme != HIDDEN}
    return {
        "sentence": f"{numbers['Early help']} people raised early help ({texts}, {group}).",
        "base": "Base: 1,031 people who were asked.",
        "caveats": ["People who came are not everybody."] if kind == "bars" else [],
        "chart": _chart(folder, f"charts/{name}/{number}", name, numbers, kind),
        "table": _table(name, number, numbers),
    }


def _table(name: str, number: int, numbers: dict[str, int]) -> Json:
    rows = [[[theme, ""], [str(value), ""]] for theme, value in numbers.items()]
    rows += [[["Nothing of this", ""], ["0", ""]], [[HIDDEN, ""], ["[c]", "c"]]]
    return {
        "columns": [{"label": "Theme", "kind": "category"}, {"label": "People", "kind": "number"}],
        "rows": [{"id": f"{name}-{number}-{place}", "cells": cells} for place, cells in enumerate(rows)],
    }


def _chart(folder: Path, stem: str, name: str, numbers: dict[str, int], kind: str) -> Json | None:
    if kind == "none":
        return None
    chart = _bars(name, numbers) if kind == "bars" else _pairs(name, numbers)
    _put(folder, f"{stem}.vl.json", json.dumps(chart.spec))
    _put(folder, f"{stem}.svg", chart.svg)
    return {
        "spec": f"{stem}.vl.json",
        "still": f"{stem}.svg",
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "source": chart.source,
    }


def _bars(name: str, numbers: dict[str, int]) -> Chart:
    frame = pd.DataFrame({"theme": list(numbers), "people": list(numbers.values())})
    columns = (dimension("theme", "Theme"), count("people", "People", "people"))
    table = ResultTable(name, name, frame, columns, "everybody")
    return ranked_bars(table, category="theme", value="people", source=SOURCE, title=name.capitalize())


def _pairs(name: str, numbers: dict[str, int]) -> Chart:
    frame = pd.DataFrame({"theme": list(numbers), "n": list(numbers.values())})
    frame = frame.assign(base=200, first=lambda rows: rows["n"] / 200, m=30, second=0.15)
    columns = (
        dimension("theme", "Theme"),
        count("n", "Parents", "people"),
        base("base", "Asked", "people"),
        rate("first", "Of parents", of=("n", "base")),
        count("m", "Workers", "people"),
        rate("second", "Of workers", of=("m", "base")),
    )
    table = ResultTable(name, name, frame, columns, "everybody")
    return comparison(
        table, category="theme", first="first", second="second", source=SOURCE, title=name.capitalize()
    )


def _put(folder: Path, name: str, words: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
