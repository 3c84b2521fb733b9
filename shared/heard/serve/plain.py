"""Pages that the server says itself: nobody may come in yet, there is no such page, it is busy, it failed."""

from heard.pages.elements import Html, element, inside

Words = tuple[str, str]
"""A heading, and what to do."""

BUSY_SECONDS = 30
BUSY: Words = (
    "Too many people are looking just now",
    "The page tries again by itself in half a minute.",
)
FAILED: Words = ("This page could not be shown", "Try it again in a moment.")
NO_ENTRY: Words = (
    "This page needs its link",
    "Open the whole link that you were sent, or ask for a new one.",
)
NOT_THERE: Words = ("There is no such page", "Go to the first page of the dashboards.")
WORDS = {403: NO_ENTRY, 404: NOT_THERE, 405: NOT_THERE, 503: BUSY}


def plain_html(words: Words, root: str, again: int | None = None, *, onward: bool = False) -> Html:
    """Return a page with a heading, what to do, and a way on.

    Parameters
    ----------
    words
        The heading, and what to do.
    root
        The address of the first page.
    again
        After how many seconds the page asks anew.
    onward
        Whether it goes on at once to the page whose place it takes.
    """
    heading, advice = words
    refresh = element("meta", http_equiv="refresh", content="0; url=?view")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="refresh", content=str(again)) if again else None,
        element("script", src=f"{root}assets/onward.js") if onward else None,
        element("noscript", refresh) if onward else None,
        element("title", heading),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href=f"{root}assets/page.css"),
    )
    main = element(
        "main",
        element("h1", heading),
        element("p", advice),
        element("p", element("a", "To the first page", href=root)),
    )
    return inside(Html("<!DOCTYPE html>\n"), element("html", head, element("body", main), lang="en-GB"))


def passing_html(root: str) -> Html:
    """Return a page that goes on by itself at once.

    A browser sends a strict cookie only where a page of the same site has led to; this is that page.
    """
    return plain_html(("One moment", "If nothing happens, go on by the link."), root, onward=True)
