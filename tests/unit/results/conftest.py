"""A small run, as a batch would leave it."""

import datetime
import json
from pathlib import Path

import pandas as pd
import pytest

from heard import charts
from heard.consultation import Consultation
from heard.identity import Actor
from heard.results import ByHand, EntryRecord, Failure, Manifest, RunFolder
from heard.tables import Margin, ResultTable, base, count, dimension, rate, text

AWKWARD = ["=SUM(A1)", "+1", "-cmd", "@me", "[a](b)", "$$n$$", "???", "<script>alert(1)</script>"]
CANARY = "canary words of a respondent"


@pytest.fixture
def models() -> ResultTable:
    size = len(AWKWARD)
    frame = pd.DataFrame({"model": AWKWARD, "named": range(size), "asked": [0, *range(1, size)]})
    frame["share"] = frame["named"] / frame["asked"].where(frame["asked"] > 0)
    columns = (
        dimension("model", "Practice model", overlaps=True),
        count("named", "Submissions that name it", "submissions"),
        base("asked", "Submissions", "submissions"),
        rate("share", "Share of submissions", of=("named", "asked")),
    )
    rows = [{"model": name, "row_id": f"r{n}"} for place, name in enumerate(AWKWARD) for n in range(place)]
    return ResultTable(
        name="models",
        title="Practice models & who names them",
        frame=frame,
        columns=columns,
        universe="submissions to the call for evidence",
        rows_behind={"named": pd.DataFrame(rows)},
        margins=(Margin("named", over=("model",), table="totals", total="named", where={"strand": "x"}),),
        notes=("One submission may name several.",),
    )


@pytest.fixture
def typical() -> ResultTable:
    frame = pd.DataFrame({"topic": ["1"], "answer": [CANARY]})
    columns = (dimension("topic", "Topic"), text("answer", "Answer"))
    return ResultTable("typical", "Most typical texts", frame, columns, "all texts")


@pytest.fixture
def consultation() -> Consultation:
    return Consultation.model_construct(title="A review of <care>", owner="The owner", synthetic=True)


@pytest.fixture
def manifest(consultation: Consultation) -> Manifest:
    return Manifest.of(
        "demo",
        consultation,
        Actor("someone", "login"),
        datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC),
        sources=pd.DataFrame(
            {"source": ["advice"], "file": ["advice.csv"], "sha256": ["ab" * 32], "bytes": [9], "rows": [10]}
        ),
        account=pd.DataFrame(
            {
                "source": ["advice"],
                "unit": ["row"],
                "read": [10],
                "kept": [7],
                "merged": [1],
                "set_aside": [2],
            }
        ),
        fates=pd.DataFrame(
            {
                "source": "advice",
                "unit": "row",
                "fate": ["kept"] * 7 + ["merged"] + ["set aside"] * 2,
                "rule": [""] * 7 + ["duplicate id"] + ["empty"] * 2,
            }
        ),
        by_hand=ByHand(acts=7, last_at=datetime.datetime(2026, 1, 2, 3, 0)),
        entries=[
            EntryRecord(name="evidence", workbook="call_for_evidence", parameters={"top": 5}, seconds=2.5),
            EntryRecord(
                name="topics", workbook="topic_model", failure=Failure(cell=4, reason="No text is left.")
            ),
        ],
    )


@pytest.fixture
def run(tmp_path: Path, manifest: Manifest, models: ResultTable, typical: ResultTable) -> RunFolder:
    folder = RunFolder(tmp_path / "demo")
    source = charts.Source("A review, the owner", synthetic=True)
    folder.write_manifest(manifest)
    folder.write_table("evidence", models, synthetic=True)
    folder.write_chart("evidence", charts.ranked_bars(models, category="model", value="named", source=source))
    folder.write_table("topics", typical, synthetic=True)
    notebook = folder.notebook("evidence")
    notebook.parent.mkdir()
    heading = "# What did the *evidence* name?\n\nEvery model that `anyone` named."
    cells = [
        ("markdown", heading),
        ("code", "1 + 1"),
        ("markdown", "## What to be careful about\n<b>Much</b>."),
    ]
    notebook.write_text(
        json.dumps({"cells": [{"cell_type": kind, "source": [words]} for kind, words in cells]})
    )
    return folder
