"""Tables of the demonstration as a run would leave them; no notebook is executed.

Subthemes are left out: their pages have more states than all others together, and drawing them takes long.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from heard.analysis import published
from heard.analysis.evidence import submissions_by_channel, submissions_by_group
from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.identity import Actor
from heard.intake import account
from heard.release.build import Made, make_release
from heard.results import EntryRecord, Manifest, RunFolder
from heard.tables import ResultTable

DEMO = Path(__file__).parents[1] / "data" / "demo"
RUN = "demo"


def write_run(home: Path) -> RunFolder:
    """Write a run of the demonstration into ``results/`` of a home."""
    consultation = load_consultation(DEMO)
    intake = read_kept(DEMO, consultation)
    data = (intake.frames, consultation)
    run = RunFolder(home / "results" / RUN)
    tables: dict[str, list[ResultTable]] = {
        "for_release": [
            published.people_by_group(*data, "experience"),
            published.themes_raised(*data, "experience"),
            published.themes_by_question(*data),
            published.sides_taken(*data, "experience"),
        ],
        "call_for_evidence": [
            submissions_by_channel(*data, "evidence"),
            submissions_by_group(*data, "evidence", "respondent_type"),
            submissions_by_group(*data, "evidence", "area"),
        ],
    }
    for entry, made in tables.items():
        for table in made:
            run.write_table(entry, table, synthetic=True)
    now = datetime.datetime.now(datetime.UTC)
    run.write_manifest(
        Manifest.of(
            RUN,
            consultation,
            Actor("Ada", "login"),
            now,
            sources=intake.sources,
            account=account(intake),
            fates=intake.fates,
            by_hand=None,
            entries=[EntryRecord(name=name, workbook=name, parameters={}) for name in tables],
        )
    )
    return run


@contextmanager
def demo_release(home: Path) -> Iterator[Made]:
    """Make a release of the demonstration in a home of its own, which is the home while it lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEARD_HOME", str(home))
        patch.setenv("HEARD_WORK", str(home / "work"))
        write_run(home)
        yield make_release(RUN, "first", DEMO)
