"""A page as HTML, for every form in which it is published: what stands between a document's body tags.

A site writes it into files, a kernel hands it to the page's template. The filters are hidden until a script
shows them, so that a page without scripts offers nothing that does nothing.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from heard.pages.elements import Html, element, inside
from heard.pages.figure import NOT_PUBLISHED, Picture, state_html
from heard.pages.model import Figure, Page, Quote, Section, Switch, choices, slug
from heard.pages.release import Release

Address = Callable[[str], str]
"""From a page's name to where it is found from another page."""

_SYNTHETIC = "Nobody said any of this: it was made up to try the review's tools on."


def body_html(release: Release, page: Page, address: Address, picture: Picture) -> Html:
    """Return a whole page in the states that it begins with.

    Parameters
    ----------
    release, page
        The release, and one page of it.
    address
        Where a page is found.
    picture
        Where a still picture is found.
    """
    return inside(
        element("a", "Skip to the main part", href="#main", class_="skip"),
        _banner(release.manifest),
        _header(release, page, address),
        element("main", *_main(page, picture), id="main", tabindex="-1"),
        _footer(release.manifest),
    )


def page_title(release: Release, page: Page) -> str:
    """Return what a browser calls a page."""
    made_up = " (synthetic data)" if release.manifest["synthetic"] else ""
    return f"{page['title']} {release.manifest['title']}{made_up}"


def _banner(manifest: dict[str, Any]) -> Html | None:
    if not manifest["synthetic"]:
        return None
    return element(
        "p", element("strong", "Synthetic data."), f" {_SYNTHETIC}", class_="synthetic", role="note"
    )


def _header(release: Release, page: Page, address: Address) -> Html:
    links = [
        element(
            "li",
            element(
                "a",
                each["title"],
                href=address(each["name"]),
                aria_current="page" if each["name"] == page["name"] else None,
            ),
        )
        for each in release.manifest["pages"]
    ]
    return element(
        "header",
        element("p", "What we heard", class_="kicker"),
        element("p", release.manifest["title"], class_="consultation"),
        element("p", release.manifest["owner"], class_="owner"),
        element("nav", element("ul", *links), aria_label="Pages"),
    )


def _main(page: Page, picture: Picture) -> list[Html | None]:
    return [
        element("h1", page["title"]),
        element("p", page["lead"], class_="lead"),
        _filters(page["switches"]),
        # Written to by a script: what has changed, and that nothing can be changed any more.
        element("p", role="status", id="said", class_="unseen"),
        element("div", role="alert", id="gone", class_="gone"),
        *(_figure(page, figure, picture) for figure in page["figures"]),
        _quotes(page["quotes"], alone=not page["figures"]),
        *(_section(section, number) for number, section in enumerate(page["sections"])),
    ]


def _filters(switches: list[Switch]) -> Html | None:
    if not switches:
        return None
    fields = [
        element(
            "div",
            element("label", switch["label"], for_=f"switch-{switch['name']}"),
            element(
                "select",
                *(element("option", label, value=name) for name, label in switch["options"]),
                id=f"switch-{switch['name']}",
                name=switch["name"],
            ),
        )
        for switch in switches
    ]
    return inside(
        element("form", *fields, class_="filters", aria_label="Filters", hidden=True, autocomplete="off"),
        element("noscript", element("p", "Other views need JavaScript; the tables hold them all.")),
    )


def _figure(page: Page, figure: Figure, picture: Picture) -> Html:
    named = slug(figure, choices(page, {}))
    state = figure["states"].get(named)
    shown = state_html(figure, state, page["symbols"], picture) if state else NOT_PUBLISHED
    heading = f"figure-{figure['name']}"
    return element(
        "section",
        element("h2", figure["title"], id=heading),
        element("div", shown, class_="state"),
        _download(figure),
        class_="figure",
        data_figure=figure["name"],
        data_switches=" ".join(figure["switches"]),
        data_slug=named,
        aria_labelledby=heading,
    )


def _download(figure: Figure) -> Html | None:
    if not figure["download"]:
        return None
    name = figure["download"].rsplit("/", 1)[-1]
    link = element(
        "a", f"Download the table: {figure['title']} (CSV)", href=figure["download"], download=name
    )
    return element("p", link, class_="download")


def _quotes(quotes: list[Quote], *, alone: bool) -> Html | None:
    if not quotes:
        return None
    said = [
        element(
            "figure",
            element("blockquote", element("p", quote["words"])),
            element("figcaption", ". ".join(part for part in (quote["who"], quote["about"]) if part)),
            class_="quote",
            data_id=quote["id"],
        )
        for quote in quotes
    ]
    # A page of nothing else has its title for a heading.
    heading = None if alone else element("h2", "In people’s words", id="quotes")
    return element("section", heading, *said, class_="quotes", aria_label="In people’s words")


def _section(section: Section, number: int) -> Html:
    heading = f"section-{number}"
    return element(
        "section",
        element("h2", section["heading"], id=heading),
        *(element("p", words) for words in section["paragraphs"]),
        class_="prose",
        aria_labelledby=heading,
    )


def _footer(manifest: dict[str, Any]) -> Html:
    made = datetime.fromisoformat(manifest["made_at"])
    replaces = f", in place of {manifest['replaces']}" if manifest.get("replaces") else ""
    kind = "Synthetic data" if manifest["synthetic"] else "Real responses"
    return element(
        "footer",
        element("p", f"Release {manifest['name']}{replaces}, {made.day} {made:%B %Y}. {kind}."),
        element("p", manifest["disclosure"]["sentence"]),
        element("p", f"Made with Heard {manifest['versions']['heard']}."),
    )
