"""The page of groups: themes by group, and the pooled ranking with who came weighed otherwise."""

from typing import Any

from heard.analysis.labels import NOT_STATED
from heard.analysis.published import EVERYBODY
from heard.charts import Chart, heat_table
from heard.release.disclosure.protected import Protected
from heard.release.pages.figures import ABSENT, Studio, Wish, bars, make_figure
from heard.release.pages.wording import EVERYTHING_HIDDEN, shares_in_words

_MOST = 30


def groups(studio: Studio) -> dict[str, Any] | None:
    """Return the page, or None where nothing of it was released."""
    if "themes_raised" not in studio.tables:
        return None
    wishes = [
        Wish(
            name="themes_by_group",
            title="Themes by group",
            table="themes_raised",
            switches=("texts",),
            draw=lambda part, name: _heat(studio, part, name),
            sentence=_highest,
            columns=("people", "people_base", "people_share"),
        ),
        Wish(
            name="composition",
            title="The ranking, if other people had come",
            table="themes_by_composition",
            switches=("composition",),
            draw=bars(studio, "theme", "weighted_share", "Themes that people raised"),
            sentence=lambda part: shares_in_words(
                part, "theme", "weighted_share", "Raised most, of what is shown"
            ),
        ),
    ]
    lead = (
        "What each group raised, and how far the overall ranking depends on who came. People may be in "
        "several groups."
    )
    figures = [make_figure(studio, wish) for wish in wishes if wish.table in studio.tables]
    return {"title": "What did each group raise?", "lead": lead, "figures": figures}


def _heat(studio: Studio, part: Protected, name: str) -> Chart:
    return heat_table(
        part.without(group=EVERYBODY).table,
        down="theme",
        across="group",
        value="people_share",
        source=studio.source,
        top=_MOST,
        absent=ABSENT,
        title="Share of each group who raised a theme",
        name=name,
    )


def _highest(part: Protected) -> str:
    stated = part.without(group=EVERYBODY).without(group=NOT_STATED)
    frame = stated.table.frame.dropna(subset=["people_share"])
    if frame.empty:
        return EVERYTHING_HIDDEN
    top = frame.iloc[int(frame["people_share"].argmax())]
    return f"The largest share: {top['group']}, {top['theme']}: {top['people_share']:.0%} of them raised it."
