"""The first page: who was heard, and what most of them raised."""

from typing import Any

from heard.analysis.labels import NOT_STATED
from heard.analysis.published import EVERYBODY, EVERYTHING_WRITTEN
from heard.release.disclosure.protected import Protected
from heard.release.pages.figures import Studio, Wish, bars, make_figure
from heard.release.pages.wording import number_of, shares_in_words

_MOST = 10


def overview(studio: Studio) -> dict[str, Any] | None:
    """Return the page, or None where nothing of it was released."""
    people = bars(studio, "group", "people", "People who were heard")
    wishes = [
        Wish(
            name="who_was_heard",
            title="Who was heard",
            table="people_by_group",
            switches=("texts",),
            draw=lambda part, name: people(part.without(group=EVERYBODY), name),
            sentence=_who,
            columns=("people", "people_share"),
        ),
        Wish(
            name="most_raised",
            title="What was raised most",
            table="themes_raised",
            switches=("texts",),
            draw=bars(studio, "theme", "people_share", "Themes that most people raised", _MOST),
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


def _who(part: Protected) -> str:
    groups = part.without(group=EVERYBODY).without(group=NOT_STATED)
    return f"{shares_in_words(groups, 'group', 'people_share')} A person may be in several groups."
