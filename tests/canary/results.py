"""Results of the review of canaries: two workbooks run by ``heard run``, one of which says too much.

Whoever writes a workbook may print, fail, hold widgets and show tables that no page asks for. Two things no
workbook writes today, though Parquet keeps them with a table: notes on a frame, and categories of no row.
"""

import shutil
from pathlib import Path

import nbformat
import pandas as pd

from tests.canary.places import COMMON
from tests.canary.words import canary

ROOT = Path(__file__).parents[2]
RUN = "review"


def write_workbooks(home: Path) -> Path:
    """Write the workbooks and their batch into a home, and return the batch."""
    folder = home / "workbooks"
    folder.mkdir()
    shutil.copyfile(ROOT / "workbooks" / "for_release.ipynb", folder / "for_release.ipynb")
    made = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    parameters = 'consultation: str = "data/review"  # the consultation\'s folder'
    made.cells = [
        nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        *map(nbformat.v4.new_code_cell, (_TABLES, _TOPICS, _SAID)),
    ]
    nbformat.write(made, folder / "says_too_much.ipynb")
    batch = home / "batch.yml"
    batch.write_text(_BATCH, encoding="utf-8")
    return batch


_BATCH = f"""
run: {RUN}
consultation: data/review
workbooks: [{{workbook: says_too_much}}, {{workbook: for_release}}]
"""
_TABLES = f"""
import heard
import pandas as pd
from heard.analysis.evidence import submissions_by_channel, submissions_received
from heard.charts import Source, ranked_bars
from heard.tables import ResultTable, base, count, dimension, estimate, rate

context = heard.begin("says_too_much", consultation)
data = (context.frames, context.consultation)
context.show(submissions_received(*data, "evidence"))
context.show(submissions_by_channel(*data, "evidence"))
inside = ResultTable(
    "inside",
    "{canary("title of a table inside")}",
    pd.DataFrame({{"kind": ["{canary("category of a table inside")}", "Other"], "people": [40, 12]}}),
    (dimension("kind", "Kind"), count("people", "People", "people")),
    "everybody",
)
context.show(inside)
title = "{canary("title of a chart inside")}"
source = Source.of(context.consultation)
context.show(ranked_bars(inside, category="kind", value="people", title=title, source=source))
context.say("said", "{canary("words of a result")}")
context.run.write_file(context.entry, "references.bib", "{canary("file of a result")}")
"""
_TOPICS = f"""
people = context.frames.texts.dropna(subset=["respondent_id"])["respondent_id"].drop_duplicates()
words = ["{COMMON}", "{canary("word of a topic that few wrote")}", "{canary("answer of nine people")}"]
topics = ["T1: " + ", ".join(words), "T2: they"]
main = pd.DataFrame({{"topic": [topics[n % 2] for n in range(len(people))], "row_id": people.to_numpy()}})
counted = main.groupby("topic").size().reindex(topics).rename("people").reset_index()
context.show(
    ResultTable(
        "topic_shares",
        "How many people each topic has",
        counted.assign(all=len(main), share=counted["people"] / len(main), typical_share=0.5),
        (
            dimension("topic", "Topic"),
            count("people", "People", "people"),
            base("all", "All people", "people"),
            rate("share", "Share", of=("people", "all")),
            estimate("typical_share", "Median share", "{canary("unit of a column inside")}"),
        ),
        "everybody; 130 of {canary("note with a number")}",
        rows_behind={{"people": main, "all": main[["row_id"]]}},
        notes=("Of 9 people: {canary("note with a number")}.",),
    )
)
"""
_SAID = f"""
import traceback

import ipywidgets as widgets

word = "{canary("source of a notebook")}"
print("{canary("output of a notebook")}")
try:
    raise KeyError("{canary("error of a notebook")}")
except KeyError:
    traceback.print_exc()
hidden = widgets.Text(value="{canary("widget that was never shown")}")
display(widgets.Text(value="{canary("widget of a notebook")}", layout=widgets.Layout(display="none")))
context.finish()
"""


def leave_notes_in_parquet(home: Path) -> None:
    """Put a note on the frame of each published table, and into its categories one that no row has."""
    for file in (home / "results" / RUN / "tables").glob("*/*.parquet"):
        frame = pd.read_parquet(file)
        frame.attrs["note"] = canary("note of a Parquet file")
        for name in frame.select_dtypes("str").columns:
            known = [*frame[name].unique(), canary("category of no row")]
            frame[name] = pd.Categorical(frame[name], categories=known)
        frame.to_parquet(file, index=False)
