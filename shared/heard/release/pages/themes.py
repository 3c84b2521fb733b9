"""The page of themes: what was raised, by texts and people, and the subthemes of each."""

from typing import Any

from heard.release.pages.figures import Studio, Wish, bars, make_figure
from heard.release.pages.wording import shares_in_words


def themes(studio: Studio) -> dict[str, Any] | None:
    """Return the page, or None where nothing of it was released."""
    wishes = [
        Wish(
            name="themes",
            title="Themes that people raised",
            table="themes_raised",
            switches=("texts", "group"),
            draw=bars(studio, "theme", "people_share", "Themes that people raised"),
            sentence=lambda part: shares_in_words(part, "theme", "people_share", "Raised most"),
        ),
        Wish(
            name="subthemes",
            title="Subthemes of a theme",
            table="subthemes_raised",
            switches=("texts", "theme"),
            draw=bars(studio, "subtheme", "people_share", "Subthemes that people raised"),
            sentence=lambda part: shares_in_words(part, "subtheme", "people_share", "Raised most"),
        ),
    ]
    figures = [make_figure(studio, wish) for wish in wishes if wish.table in studio.tables]
    if not figures:
        return None
    lead = (
        "How many people raised each theme. A person may raise several, so the shares do not add up to 100%."
    )
    return {"title": "What did people raise?", "lead": lead, "figures": figures}
