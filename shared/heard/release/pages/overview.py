"""The first page: who was heard, and what most of them raised."""

from typing import Any

from heard.analysis.labels import NOT_STATED
from heard.analysis.published import EVERYBODY, EVERYTHING_WRITTEN
from heard.charts import Chart, ranked_bars
from heard.release.disclosure.protected import Protected
from heard.release.pages.figures import Studio, Wish, make_figure
from heard.release.pages.wording import ABSENT, number_of, shares_in_words

_MOST = 10


def overview(studio: Studio) -> dict[str, Any] | None:
    """Return the page, or None where nothing of it was released."""
    wishes = [
        Wish(
            name="who_was_heard",
            title="Who was heard",
            table="people_by_group",
            switches=("texts",),
            draw=lambda part, name: _people(studio, part, name),
            sentence=_who,
            columns=("people", "people_share"),
        ),
        Wish(
            name="most_raised",
            title="What was raised most",
            table="themes_raised",
            switches=("texts",),
            draw=lambda part, name: _themes(studio, part, name),
            only={"group": EVERYBODY},
            sentence=lambda part: shares_in_words(part, "theme", "people_share"),
        ),
    ]
    figures = [make_figure(studio, wish) for wish in wishes if wish.table in studio.tables]
    if not figures:
        return None
    return {
        "title": "What we heard, and from whom",
        "lead": _lead(studio),
        "figures": figures,
    }


def _lead(studio: Studio) -> str:
    people = studio.tables.get("people_by_group")
    counted = number_of(people.where(texts=EVERYTHING_WRITTEN), "people", group=EVERYBODY) if people else None
    heard = f"{counted:,.0f} known people were heard." if counted else ""
    return " ".join(part for part in (studio.about, heard) if part)


def _people(studio: Studio, part: Protected, name: str) -> Chart:
    groups = part.without(group=EVERYBODY)
    return ranked_bars(
        groups.table, category="group", value="people", source=studio.source, absent=ABSENT, name=name
    )


def _who(part: Protected) -> str:
    groups = part.without(group=EVERYBODY).without(group=NOT_STATED)
    return f"{shares_in_words(groups, 'group', 'people_share')} A person may be in several groups."


def _themes(studio: Studio, part: Protected, name: str) -> Chart:
    return ranked_bars(
        part.table,
        category="theme",
        value="people_share",
        source=studio.source,
        top=_MOST,
        absent=ABSENT,
        title="Themes that most people raised",
        name=name,
    )
