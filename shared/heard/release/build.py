"""A release made from a run in one step: it is there as a whole, or not at all.

It is put together in a folder beside its place, checked, and sealed by a manifest with the hash of every
file; then it takes its place by a rename. The ledger of it, which stays inside, lands first: there is no
release without one.
"""

import datetime
import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import csv

import heard
from heard.cache.intake import read_kept
from heard.charts import Source
from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.places import home
from heard.release.channel_names import with_common_channels
from heard.release.check import check_release
from heard.release.composition import themes_by_composition
from heard.release.disclosure import (
    MEANING,
    Estimated,
    Hidden,
    Protected,
    Rule,
    hide,
    protect,
    protect_estimates,
)
from heard.release.ledger import (
    Released,
    earlier_releases,
    is_sealed,
    ledger_folder,
    mark_sealed,
    remove_ledger,
    row_ids,
    write_ledger,
)
from heard.release.pages import PAGES, Quote, Studio, about, beside, quotes
from heard.release.pages.figures import switch_of
from heard.release.plan import CHANNELS, RAISED, TOPICS, Found, find_tables
from heard.release.topic_names import with_common_words
from heard.results import Manifest, contract, open_run
from heard.results.atomic import write_json, write_text
from heard.store import find_store
from heard.store.approvals import approved_quotes

MANIFEST = "manifest.json"
FORMAT = 1
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_METHODS = ("coding", "groups", "composition", "difference", "topics", "evidence", "disclosure", "redaction")


def releases_folder() -> Path:
    """Return the folder that holds releases; it is made if absent."""
    folder = home() / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Made:
    """A release that was made.

    Attributes
    ----------
    path
        Its folder.
    hidden
        What is hidden in it.
    numbers
        How many numbers its tables have, hidden ones among them.
    quotes
        How many quotations it has.
    """

    path: Path
    hidden: Hidden
    numbers: int
    quotes: int


def consultation_of(run: str) -> Path:
    """Return the folder in ``data/`` of the consultation that a run is of.

    Raises
    ------
    HeardError
        There is none with the run's title, or several.
    """
    title = open_run(run).manifest().title
    folders = sorted(path.parent for path in (home() / "data").glob("*/consultation.yml"))
    of_title = [folder for folder in folders if load_consultation(folder).title == title]
    if len(of_title) != 1:
        raise HeardError(
            f"{len(of_title) or 'no'} folders in data/ are of the run's consultation",
            where=run,
            fix="Name the folder: --consultation FOLDER.",
        )
    return of_title[0]


def make_release(run: str, name: str, consultation: Path, replaces: str | None = None) -> Made:
    """Make a release from the last complete results of a run.

    Parameters
    ----------
    run
        The run's name in ``results/``.
    name
        The release's: letters, digits, ``-``, ``_`` and ``.``.
    consultation
        The consultation's folder, for its rules, its approved quotations and its ledger.
    replaces
        The release that this one corrects.

    Raises
    ------
    HeardError
        The run has no results, or failed in part; the name is taken; a number cannot be protected; or
        something that must not leave was found.
    """
    _check_names(name, replaces, ledger_folder(consultation) / name)
    described = load_consultation(consultation)
    results = open_run(run)
    manifest = results.manifest()
    if manifest.title != described.title:
        raise HeardError(
            "the run is of another consultation", where=run, fix="Name its folder with --consultation."
        )
    rule = Rule.of(described.disclosure)
    texts = read_kept(consultation, described).frames.texts
    found = [_with_common_names(each, texts, rule) for each in find_tables(results)]
    hidden = hide([each.chosen for each in found], rule, earlier_releases(consultation, but=name))
    tables = {each.chosen.table.name: protect(each.chosen, hidden.numbers, rule) for each in found}
    estimates = _estimates(found, tables)
    for each in estimates:
        tables[each.table.name] = protect_estimates(each, hidden.attack)
    published = [replace(each, table=tables[each.table.name].table) for each in estimates]
    quoted = _quotes(consultation, described, texts)
    staging = releases_folder() / f".staging-{name}-{uuid.uuid4().hex}"
    ledger = ledger_folder(consultation) / name
    try:
        _write(staging, name, described, tables, quoted, rule, hidden, found)
        check_release(staging, tables, texts["text"].dropna(), [quote["words"] for quote in quoted])
        _seal(staging, name, described, manifest, rule, replaces)
        _land(staging, name, ledger, Released(found, hidden, published), manifest)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    numbers = sum(len(table.symbols) * table.symbols.shape[1] for table in tables.values())
    return Made(releases_folder() / name, hidden, numbers, len(quoted))


def _check_names(name: str, replaces: str | None, ledger: Path) -> None:
    if not _NAME.fullmatch(name):
        raise HeardError(
            "a release's name has other characters than letters, digits, -, _ and .",
            where="--name",
            fix="Rename it.",
        )
    if (releases_folder() / name).exists() or is_sealed(ledger):
        raise HeardError(
            "there is a release of this name, and releases never change",
            where=name,
            fix=f"Give another name, and say what it corrects: --replaces {name}.",
        )
    if replaces is not None and not (releases_folder() / replaces / MANIFEST).is_file():
        raise HeardError("there is no such release to correct", where=replaces, fix="See releases/.")


def _with_common_names(found: Found, texts: pd.DataFrame, rule: Rule) -> Found:
    """Return a table whose categories are the consultation's own names, or what more than a few wrote."""
    chosen, few = found.chosen, rule.hide_up_to
    if chosen.table.name == TOPICS:
        chosen = with_common_words(chosen, texts, few)
    if chosen.table.name == CHANNELS:
        chosen = with_common_channels(chosen, few)
    return Found(found.entry, chosen)


def _estimates(found: Sequence[Found], tables: Mapping[str, Protected]) -> list[Estimated]:
    raised = [each.chosen for each in found if each.chosen.table.name == RAISED]
    return [themes_by_composition(each, tables[RAISED]) for each in raised]


def _quotes(folder: Path, consultation: Consultation, texts: pd.DataFrame) -> list[Quote]:
    store = find_store(folder, consultation)
    if store is None:
        return []
    approved = approved_quotes(store, consultation.quotes.approvers, texts[["text_id", "text"]])
    return [
        {
            # A number of its own: an id made of the place could be made again by whoever guesses the place.
            "id": f"quotation-{number}",
            "words": str(row.words),
            "about": str(row.about),
            "who": str(row.who),
        }
        for number, row in enumerate(approved.itertuples(), start=1)
    ]


def _write(
    folder: Path,
    name: str,
    consultation: Consultation,
    tables: Mapping[str, Protected],
    quoted: Sequence[Quote],
    rule: Rule,
    hidden: Hidden,
    found: Sequence[Found],
) -> None:
    for protected in tables.values():
        write_table(folder, name, protected)
    studio = Studio(folder, name, Source.of(consultation), consultation.about, dict(tables))
    pages = {page: made for page, make in PAGES.items() if (made := make(studio))}
    pages = {page: made | {"quotes": beside(page, quoted, consultation)} for page, made in pages.items()}
    if all_of_them := quotes(quoted):
        pages["quotes"] = all_of_them
    pages["about"] = about(consultation, rule, _withheld(found), hidden.exact)
    for page, content in pages.items():
        write_json(folder / "pages" / f"{page}.json", _page(page, content, studio))
    for method in _METHODS:
        source = home() / "docs" / "methods" / f"{method}.md"
        if source.is_file():
            write_text(folder / "methods" / source.name, source.read_text(encoding="utf-8"))


def _withheld(found: Sequence[Found]) -> list[str]:
    """Return sentences on the columns of released tables that stay inside."""
    left = {
        column.label
        for each in found
        for column in each.chosen.table.columns
        if column not in each.chosen.columns
    }
    return (
        [f"Of the tables shown, these columns stay inside: {'; '.join(sorted(left)).lower()}."]
        if left
        else []
    )


def _page(name: str, content: Mapping[str, Any], studio: Studio) -> dict[str, Any]:
    wanted: dict[str, tuple[str, str]] = {}
    for figure in content["figures"]:
        table = figure["download"].removeprefix("tables/").removesuffix(".csv")
        for switch in figure["switches"]:
            wanted.setdefault(switch, (table, switch))
    switches = [switch_of(studio.tables[table], switch) for table, switch in wanted.values()]
    return {
        "name": name,
        "quotes": [],
        "sections": [],
        "switches": [
            {
                "name": each.name,
                "label": each.label,
                "options": [list(option) for option in each.options.items()],
            }
            for each in switches
        ],
        "symbols": MEANING,
        **content,
    }


def write_table(folder: Path, release: str, protected: Protected) -> None:
    """Write a table for programs (Parquet: numbers, symbols beside them) and for readers (CSV: either)."""
    table, symbols = protected.table, protected.symbols
    stem = folder / "tables" / table.name
    stem.parent.mkdir(parents=True, exist_ok=True)
    ids = row_ids(release, table.name, table.frame, table.dimensions)
    beside = symbols.rename(columns=lambda column: f"{column}_symbol")
    # As words: Parquet would keep all categories of a categorical, also those that no row has.
    shown = table.frame.astype(dict.fromkeys(table.dimensions, "str"))
    frame = pd.concat([pd.DataFrame({"id": ids}, dtype="str"), shown, beside.astype("str")], axis=1)
    frame.to_parquet(stem.with_suffix(".parquet"), index=False)
    readable = table.frame.astype("object")
    for column in symbols.columns:
        whole = table.column(column).role in ("count", "base")
        readable[column] = [
            f"[{symbol or 'x'}]" if pd.isna(value) else (str(int(value)) if whole else f"{value:.4f}")
            for value, symbol in zip(table.frame[column], symbols[column], strict=True)
        ]
    readable = pd.concat([pd.DataFrame({"id": ids}), readable], axis=1).astype("str")
    csv.write_csv(pa.Table.from_pandas(readable, preserve_index=False), stem.with_suffix(".csv"))
    write_json(stem.with_suffix(".json"), contract.to_json(table) | {"symbols": MEANING})


def _seal(
    folder: Path,
    name: str,
    consultation: Consultation,
    manifest: Manifest,
    rule: Rule,
    replaces: str | None,
) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    pages = [page for page in (*PAGES, "quotes", "about") if (folder / "pages" / f"{page}.json").is_file()]
    titles = {
        page: json.loads((folder / "pages" / f"{page}.json").read_text(encoding="utf-8"))["title"]
        for page in pages
    }
    sealed = {
        "format": FORMAT,
        "name": name,
        "title": consultation.title,
        "owner": consultation.owner,
        "synthetic": consultation.synthetic,
        "made_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "replaces": replaces,
        "run": manifest.run,
        "versions": {"heard": heard.__version__},
        "disclosure": {
            "preset": consultation.disclosure.preset,
            "hide_up_to": rule.hide_up_to,
            "round_to": None if rule.round_to == 1 else rule.round_to,
            "narrowest": rule.narrowest,
            "sentence": rule.sentence,
        },
        "pages": [{"name": page, "title": titles[page]} for page in pages],
        "files": {
            file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
        },
    }
    write_json(folder / MANIFEST, sealed)


def _land(staging: Path, name: str, ledger: Path, released: Released, manifest: Manifest) -> None:
    kept = ledger.with_name(f".staging-{name}-{uuid.uuid4().hex}")
    try:
        write_ledger(kept, name, released, manifest)
        if ledger.exists():
            # Of a release that was never sealed: its folder is not there.
            remove_ledger(ledger)
        kept.rename(ledger)
        staging.rename(releases_folder() / name)
        mark_sealed(ledger)
    finally:
        remove_ledger(kept)
