"""The page of topics: what a topic model finds in what people wrote."""

from typing import Any

from heard.release.disclosure.protected import Protected
from heard.release.pages.figures import Studio, Wish, bars, make_figure
from heard.release.pages.wording import EVERYTHING_HIDDEN


def topics(studio: Studio) -> dict[str, Any] | None:
    """Return the page, or None where nothing of it was released."""
    if "topic_shares" not in studio.tables:
        return None
    wish = Wish(
        name="topics",
        title="Topics in what people wrote",
        table="topic_shares",
        draw=bars(studio, "topic", "people", "People by the main topic of what they wrote"),
        sentence=_largest,
    )
    lead = (
        "Groups of words that a model finds together. A topic is no theme: nobody coded it, and its name is "
        "only its most typical words."
    )
    return {
        "title": "What topics run through what people wrote?",
        "lead": lead,
        "figures": [make_figure(studio, wish)],
    }


def _largest(part: Protected) -> str:
    frame = part.table.frame.dropna(subset=["people"])
    if frame.empty:
        return EVERYTHING_HIDDEN
    top = frame.iloc[int(frame["people"].argmax())]
    return f"The main topic of most people: {top['topic']} ({top['people']:,.0f})."
