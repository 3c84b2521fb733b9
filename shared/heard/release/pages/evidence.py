"""The page of evidence: what was sent, by whom, on what, what it raises, which practice models it names."""

from typing import Any

from heard.release.pages.figures import Studio, Wish, bars, make_figure
from heard.release.pages.wording import shares_in_words

_MOST = 20
_TALLIES = {
    "submissions_by_channel": ("channel", "How submissions came"),
    "submissions_by_respondent_type": ("group", "Who sent evidence"),
    "submissions_by_area": ("group", "What the evidence is about"),
    "practice_models_named": ("model", "Practice models that submissions name"),
}


def evidence(studio: Studio) -> dict[str, Any] | None:
    """Return the page, or None where nothing of it was released."""
    wishes = [_tally(studio, table, category, title) for table, (category, title) in _TALLIES.items()]
    wishes.append(_themes(studio))
    figures = [make_figure(studio, wish) for wish in wishes if wish.table in studio.tables]
    if not figures:
        return None
    lead = (
        "Submissions to the call for evidence, counted. Nothing is weighted and nothing is rated: a count "
        "says how many submissions, not how strong their evidence is."
    )
    return {
        "title": "What evidence was sent?",
        "lead": lead,
        "figures": figures,
    }


def _tally(studio: Studio, table: str, category: str, title: str) -> Wish:
    return Wish(
        name=table,
        title=title,
        table=table,
        draw=bars(studio, category, "submissions", title, _MOST),
        sentence=lambda part: shares_in_words(part, category, "submissions_share"),
    )


def _themes(studio: Studio) -> Wish:
    raised = studio.tables.get("themes_by_question")
    several = raised is not None and raised.table.frame["texts"].nunique() > 1
    return Wish(
        name="themes_by_question",
        title="What is raised under each question",
        table="themes_by_question",
        switches=("texts", "question") if several else ("question",),
        draw=bars(studio, "theme", "people_share", "Themes that are raised"),
        sentence=lambda part: shares_in_words(part, "theme", "people_share", "Raised most"),
    )
