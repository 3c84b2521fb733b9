"""Which counts of which tables are released: what the pages show, and nothing else of a run."""

from dataclasses import dataclass

from heard.analysis.published import EVERYBODY
from heard.errors import HeardError
from heard.release.disclosure import Chosen
from heard.results import RunFolder


@dataclass(frozen=True)
class Wanted:
    """A table that a page shows, wherever in a run it stands.

    Attributes
    ----------
    table
        Its name.
    counts
        The counts of it that are seen.
    two_sided
        Whether who is not counted did something too, so that a 0 says what all of them did.
    in_order
        Dimensions whose categories stand in an order that everybody knows.
    everybody
        The category that everybody is in, where the base is not split by its dimension.
    """

    table: str
    counts: tuple[str, ...]
    two_sided: bool = False
    in_order: tuple[str, ...] = ()
    everybody: str = ""


RAISED, TOPICS, CHANNELS = "themes_raised", "topic_shares", "submissions_by_channel"
PLAN = (
    Wanted("people_by_group", ("people",), everybody=EVERYBODY),
    Wanted(RAISED, ("people",)),
    Wanted("subthemes_raised", ("people",)),
    Wanted("themes_by_question", ("people",), in_order=("question",)),
    Wanted("sides_taken", ("first",), two_sided=True),
    Wanted(TOPICS, ("people",)),
    Wanted(CHANNELS, ("submissions",)),
    Wanted("submissions_by_respondent_type", ("submissions",)),
    Wanted("submissions_by_area", ("submissions",)),
    Wanted("practice_models_named", ("submissions",)),
)


@dataclass(frozen=True)
class Found:
    """A wanted table and the entry of the run that made it."""

    entry: str
    chosen: Chosen


def find_tables(run: RunFolder, plan: tuple[Wanted, ...] = PLAN) -> list[Found]:
    """Return what of the plan a run holds, in the plan's order; a table without a row is not among it.

    Raises
    ------
    HeardError
        The run holds none of it.
    """
    made = {name: entry for entry in run.entries() for kind, name in run.shown(entry) if kind == "tables"}
    tables = [
        (wanted, made[wanted.table], run.read_table(made[wanted.table], wanted.table))
        for wanted in plan
        if wanted.table in made
    ]
    found = [
        Found(entry, Chosen(table, wanted.counts, wanted.two_sided, wanted.in_order, wanted.everybody))
        for wanted, entry, table in tables
        if len(table.frame)
    ]
    if not found:
        raise HeardError(
            "the run holds no table that a page shows",
            where=run.path.name,
            fix="Run the workbook for_release with the others.",
        )
    return found
