"""The ``heard`` command. Each command imports what it needs when called, so that help answers at once."""

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from heard.errors import HeardError

app = typer.Typer(
    name="heard",
    help="Turn what people told a public review into what the review can say it heard.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_Folder = Annotated[Path, typer.Argument(help="The consultation's folder, which holds consultation.yml.")]
_Release = Annotated[str, typer.Argument(help="The release: its name below releases/, or its folder.")]


@app.command()
def run(
    batch: Annotated[Path | None, typer.Argument(help="A batch file; see workbooks/batches.")] = None,
    consultation: Annotated[
        Path | None, typer.Option(help="Instead of a batch: run every main workbook on this folder.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler; without it, this machine's cores.")
    ] = None,
    report: Annotated[bool, typer.Option(help="Write the report and the spreadsheet.")] = True,
) -> None:
    """Run workbooks side by side and write their tables, charts and report to results/."""
    from rich.console import Console

    from heard.batch.default import default_batch, left_out
    from heard.batch.model import load_batch
    from heard.batch.run import run_batch
    from heard.consultation import load_consultation

    if (batch is None) == (consultation is None):
        raise HeardError("name either a batch file or a consultation", fix="See `heard run --help`.")
    if batch is not None:
        chosen = load_batch(batch)
    else:
        assert consultation is not None
        folder = consultation.resolve()
        chosen = default_batch(folder, load_consultation(folder))
        if missing := left_out(chosen):
            typer.echo(f"Left out, for want of what they read: {', '.join(missing)}")
    try:
        outcomes = run_batch(chosen, Console(), scheduler=scheduler, with_report=report)
    except KeyboardInterrupt:
        raise HeardError("stopped", fix="Nothing was written; earlier results stand.") from None
    raise typer.Exit(0 if all(outcome.succeeded for outcome in outcomes) else 1)


@app.command()
def check(folder: _Folder) -> None:
    """Validate a consultation and its files: what was found, what was set aside and why."""
    from rich.console import Console

    from heard.intake import check as check_folder
    from heard.intake import show_check

    console = Console()
    with console.status("Reading") as status:
        found = check_folder(folder, lambda source, *_: status.update(f"Reading {source}"))
    show_check(found, console)


@app.command()
def init(
    files: Annotated[list[Path], typer.Argument(help="The files as they were exported, in one folder.")],
) -> None:
    """Look at files and write a first consultation.yml beside them, with comments, to be finished by hand."""
    from heard.intake import write_proposal

    typer.echo(f"Wrote {write_proposal(files)}. Finish it by hand, then try: heard check {files[0].parent}")


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="A project (.qdpx), codebook (.qdc), or codings (.xlsx, .csv).")
    ],
    into: Annotated[
        Path | None, typer.Option(help="The consultation's folder; a project makes one in data/ without it.")
    ] = None,
    positions: Annotated[
        str, typer.Option(help="What a project's positions count, where the file leaves a doubt.")
    ] = "",
) -> None:
    """Bring codings in from NVivo, MAXQDA, ATLAS.ti (REFI-QDA) or a spreadsheet; nothing is doubled."""
    from heard.exchange.files import import_file
    from heard.identity import current_actor
    from heard.places import from_home

    folder = into.resolve() if into else from_home(Path("data") / file.stem)
    for line in import_file(file, folder, current_actor(), positions):
        typer.echo(line)


@app.command()
def export(
    folder: _Folder,
    file: Annotated[Path, typer.Argument(help="What to write: .qdpx, .qdc or .xlsx.")],
) -> None:
    """Take codings out to NVivo, MAXQDA, ATLAS.ti (REFI-QDA) or a spreadsheet; they hold words."""
    from heard.exchange.files import export_file

    for line in export_file(folder.resolve(), file):
        typer.echo(line)
    words = "" if file.suffix.lower() == ".qdc" else " It holds respondents' words: keep it inside."
    typer.echo(f"Wrote {file}.{words}")


@app.command()
def redact(folder: _Folder) -> None:
    """Find personal details in every text and write redacted copies to work/, for a person to read."""
    from rich.console import Console
    from rich.progress import Progress

    from heard.release.redaction.folder import redact_folder
    from heard.release.redaction.show import show_counts

    console = Console()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Looking for personal details", total=None)
        counts = redact_folder(folder.resolve(), lambda n, of: progress.update(task, completed=n, total=of))
    show_counts(counts, console)


@app.command()
def rate(
    folder: _Folder,
    host: Annotated[str, typer.Option(help="Where to listen; this machine alone by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port that the private links name.")] = 8866,
) -> None:
    """Serve the rating room to raters, who need a browser and their private link and nothing else."""
    from heard.serve.raters import serve_raters

    serve_raters(folder.resolve(), host, port)


@app.command()
def release(
    run_name: Annotated[str, typer.Argument(metavar="RUN", help="A run in results/, such as demo.")],
    name: Annotated[str, typer.Option(help="The release's name, such as 2021-06.")],
    consultation: Annotated[
        Path | None, typer.Option(help="The consultation's folder, if it is not in data/.")
    ] = None,
    replaces: Annotated[str | None, typer.Option(help="The release that this one corrects.")] = None,
) -> None:
    """Make a release of a run: protected tables, approved quotes, charts and pages; nothing else leaves."""
    from rich.console import Console

    from heard.release.build import consultation_of, make_release

    console = Console()
    folder = consultation.resolve() if consultation else consultation_of(run_name)
    with console.status("Protecting small numbers and drawing every state of every page"):
        made = make_release(run_name, name, folder, replaces)
    hidden = made.hidden.by_rule + made.hidden.besides
    typer.echo(
        f"Made {made.path}: {hidden:,} counts are hidden ({made.hidden.by_rule:,} for being small, "
        f"{made.hidden.besides:,} so that those cannot be worked out); {made.quotes:,} quotations."
    )
    if not made.hidden.exact:
        typer.echo("Some were chosen one at a time, because together they would take too long.")
    if made.hidden.left:
        typer.echo(
            f"{made.hidden.left:,} small differences that no table shows are settled by zeros and cannot be "
            "protected; read docs/methods/disclosure.md before it goes out."
        )
    typer.echo(f"See it: heard site {name}, or heard serve {name}. Why a number: heard explain ID FOLDER.")


@app.command()
def explain(
    number: Annotated[str, typer.Argument(help="A row's id in a released table, a full stop, a column.")],
    folder: _Folder,
) -> None:
    """Say where a published number comes from and work it out again; for people inside the review."""
    from heard.release.explain import explain as explain_number
    from heard.release.explain import in_lines

    for line in in_lines(explain_number(number, folder.resolve())):
        typer.echo(line)


@app.command()
def site(
    release: _Release,
    to: Annotated[Path | None, typer.Option(help="Where to build it, if not beside the release.")] = None,
) -> None:
    """Build a release's pages as plain files, for any web server or to open from a folder."""
    from heard.pages.release import find_release
    from heard.site import build_site

    place = build_site(find_release(release), to.resolve() if to else None)
    typer.echo(f"Built {place}. Open {place / 'index.html'}.")


@app.command()
def serve(
    release: _Release,
    port: Annotated[int, typer.Option(help="Where to listen, on this machine alone.")] = 8867,
    behind_login: Annotated[
        str,
        typer.Option(
            help="No token; a web server in front, known by HEARD_PROXY_SECRET, names in this header who has "
            "logged in."
        ),
    ] = "",
    everybody: Annotated[bool, typer.Option("--open", help="No token, no login: anybody may look.")] = False,
    most: Annotated[int, typer.Option(min=1, help="How many may look at once; others wait.")] = 40,
) -> None:
    """Serve a release's pages as dashboards; viewers can change nothing and reach nothing else."""
    from heard.pages.release import find_release
    from heard.serve.dashboards import door_of, serve_dashboards

    serve_dashboards(find_release(release), port, door_of(behind_login, everybody), most)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("data/demo"),
    rows: Annotated[
        int | None, typer.Option(min=1, help="Instead: one call for advice with this many responses.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes on any machine.")] = 2021,
) -> None:
    """Write the synthetic demonstration consultation."""
    from heard.demo import write_demo, write_large

    if rows is None:
        write_demo(folder, seed=seed)
    else:
        write_large(folder, rows, seed=seed)
    typer.echo(f"Wrote {folder}. Nobody said any of it: it is synthetic.")


def main(words: list[str] | None = None) -> None:
    """Run the command; a problem that a person can mend is one line on standard error and exit status 1."""
    try:
        app(words)
    except HeardError as error:
        typer.echo(f"heard: {error}", err=True)
        sys.exit(1)
    except Exception as error:
        # Its text may quote the data, so only its kind and place are told.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        typer.echo(f"heard: unforeseen {type(error).__name__} in {where}. Please report this line.", err=True)
        sys.exit(1)
