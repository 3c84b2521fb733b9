"""Run a batch: check it, read the consultation once, execute its entries side by side, land the results."""

import dataclasses
import datetime
import os
import time
from pathlib import Path

import pandas as pd
from rich.console import Console

from heard.batch.check import check_batch, workbook_path
from heard.batch.model import Batch, Entry
from heard.batch.outcome import Outcome
from heard.batch.progress import BatchProgress, reading_lines
from heard.batch.record import ENTRY, intake_tables
from heard.batch.side_by_side import execute_side_by_side
from heard.batch.work import Job
from heard.cache.intake import read_kept
from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.identity import current_actor
from heard.intake import Intake, reconcile, variables_named
from heard.places import (
    ENTRY_VARIABLE,
    HOME_VARIABLE,
    RUN_VARIABLE,
    UNATTENDED_VARIABLE,
    WORK_VARIABLE,
    from_home,
    home,
    results_folder,
    work_root,
)
from heard.results import (
    ByHand,
    EntryRecord,
    Failure,
    Manifest,
    RunFolder,
    landing_name,
    staged_run,
    write_report,
    write_spreadsheet,
)
from heard.store import audit_trail, find_store
from heard.store.database import STORE_VARIABLE
from heard.tables import broken_margins

# One thread a kernel: entries share the cores, and sums of floating-point numbers keep their order.
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}


def run_batch(
    batch: Batch, console: Console, *, scheduler: str | None = None, with_report: bool = True
) -> list[Outcome]:
    """Run a batch and land its results.

    Parameters
    ----------
    batch
        What to run on what.
    console
        Where progress and the end are shown.
    scheduler
        Address of a Dask scheduler, or None for this machine.
    with_report
        Whether the report and the spreadsheet are written.

    Returns
    -------
    list of Outcome
        In the order of the batch. If one failed, the results are in ``results/<run>-failed`` and the last
        complete ones are untouched.

    Raises
    ------
    HeardError
        Before anything runs: if the batch, a parameter or the consultation is wrong.
    """
    began, began_at = time.monotonic(), datetime.datetime.now(datetime.UTC)
    check_batch(batch)
    folder = from_home(batch.consultation)
    consultation = load_consultation(folder)
    _refuse_results_of_another(batch, consultation)
    intake = read_kept(folder, consultation, reading_lines(console))
    by_hand = _by_hand(folder, consultation)
    with staged_run(batch.run) as run:
        jobs = [_job(entry, batch, consultation, run) for entry in batch.workbooks]
        outcomes = [_held(outcome, run) for outcome in _execute(jobs, run, console, scheduler)]
        _write_account(run, intake, consultation.synthetic)
        run.write_manifest(_manifest(batch, consultation, intake, by_hand, outcomes, began_at))
        if with_report:
            console.print("Writing the report", highlight=False)
            outcomes += _report(run)
    _say_how_it_ended(batch, outcomes, console, time.monotonic() - began, with_report)
    return outcomes


def _by_hand(folder: Path, consultation: Consultation) -> ByHand | None:
    store = find_store(folder, consultation)
    trail = audit_trail(store)["at"] if store else pd.Series()
    return ByHand(acts=len(trail), last_at=trail.iloc[-1].to_pydatetime()) if len(trail) else None


def _refuse_results_of_another(batch: Batch, consultation: Consultation) -> None:
    before = RunFolder(results_folder() / batch.run)
    if before.has_manifest() and before.manifest().title != consultation.title:
        raise HeardError(
            "there are results of another consultation under this run's name",
            where=str(before.path),
            fix="Give the run (or the consultation's folder) another name, or move those results away.",
        )


def _execute(jobs: list[Job], run: RunFolder, console: Console, scheduler: str | None) -> list[Outcome]:
    (run.path / "notebooks").mkdir()
    with BatchProgress([job.entry for job in jobs], console) as progress:
        return execute_side_by_side(jobs, scheduler=scheduler, tell=progress.tell, end=progress.end)


def _held(outcome: Outcome, run: RunFolder) -> Outcome:
    """Return the outcome, a failure if the entry's tables do not agree with their totals."""
    broken = broken_margins({table.name: table for table in run.tables(outcome.entry)})
    if outcome.succeeded and broken:
        return dataclasses.replace(outcome, reason=f"totals do not agree: {'; '.join(broken)}")
    return outcome


def _job(entry: Entry, batch: Batch, consultation: Consultation, run: RunFolder) -> Job:
    return Job(
        entry=entry.name,
        notebook=workbook_path(entry.workbook),
        output=run.notebook(entry.name),
        parameters={"consultation": batch.consultation, **entry.parameters},
        variables={
            **_variables_of_sources(consultation),
            **_variable_of_store(),
            HOME_VARIABLE: str(home()),
            WORK_VARIABLE: str(work_root()),
            RUN_VARIABLE: str(run.path),
            ENTRY_VARIABLE: entry.name,
            UNATTENDED_VARIABLE: "1",
            **_ONE_THREAD,
        },
    )


def _variables_of_sources(consultation: Consultation) -> dict[str, str]:
    names = [source.file for collection in consultation.collections for source in collection.sources]
    return {variable: os.environ[variable] for name in names for variable in variables_named(name)}


def _variable_of_store() -> dict[str, str]:
    return {STORE_VARIABLE: os.environ[STORE_VARIABLE]} if STORE_VARIABLE in os.environ else {}


def _write_account(run: RunFolder, intake: Intake, synthetic: bool) -> None:
    for table in intake_tables(intake):
        run.write_table(ENTRY, table, synthetic=synthetic)


def _report(run: RunFolder) -> list[Outcome]:
    """Write the report and the spreadsheet; a failure here loses neither tables nor charts."""
    failed = []
    for name, write in (("report", write_report), ("spreadsheet", write_spreadsheet)):
        try:
            write(run)
        except Exception as error:
            reason = str(error) if isinstance(error, HeardError) else type(error).__name__
            failed.append(Outcome(name, reason=reason))
    return failed


def _manifest(
    batch: Batch,
    consultation: Consultation,
    intake: Intake,
    by_hand: ByHand | None,
    outcomes: list[Outcome],
    began_at: datetime.datetime,
) -> Manifest:
    return Manifest.of(
        batch.run,
        consultation,
        current_actor(),
        began_at,
        sources=intake.sources,
        account=reconcile(intake),
        fates=intake.fates,
        by_hand=by_hand,
        entries=[_record(entry, end) for entry, end in zip(batch.workbooks, outcomes, strict=True)],
    )


def _record(entry: Entry, outcome: Outcome) -> EntryRecord:
    return EntryRecord(
        name=entry.name,
        workbook=entry.workbook,
        parameters=entry.parameters,
        seconds=round(outcome.seconds, 1),
        failure=None if outcome.succeeded else Failure(cell=outcome.failed_cell, reason=outcome.reason),
    )


def _say_how_it_ended(
    batch: Batch, outcomes: list[Outcome], console: Console, seconds: float, with_report: bool
) -> None:
    failed = [outcome for outcome in outcomes if not outcome.succeeded]
    ran = [outcome for outcome in outcomes[: len(batch.workbooks)] if outcome.succeeded]
    place = results_folder() / landing_name(batch.run, failed=len(ran) < len(batch.workbooks))
    for outcome in failed:
        cell = f", cell {outcome.failed_cell}" if outcome.failed_cell else ""
        _print_line(console, f"FAILED {outcome.entry}{cell}: {outcome.reason}")
        if (place / "notebooks" / f"{outcome.entry}.ipynb").exists():
            _print_line(console, f"  see {place / 'notebooks' / outcome.entry}.ipynb")
    _print_line(console, f"Report: {place / 'report.html'}" if with_report else f"Results: {place}")
    _print_line(console, f"{len(ran)} of {len(batch.workbooks)} workbooks in {seconds:.0f} s")


def _print_line(console: Console, text: str) -> None:
    # Never wrapped: people copy paths from it.
    console.print(text, highlight=False, markup=False, soft_wrap=True)
