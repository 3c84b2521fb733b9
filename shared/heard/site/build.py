"""Writes the pages of a release as files that any web server can hand out, or that open from a folder.

Every published state of a page is inside the page, as JSON that no browser runs; a script puts it in place.
The first state stands as HTML with its still picture, so that a page is there at once, and without scripts.
A policy in each page forbids whatever is not one of the site's own files.
"""

import json
from pathlib import Path

from heard.errors import HeardError
from heard.pages.assets import assets
from heard.pages.elements import Html, data_block, element, inside
from heard.pages.html import body_html, page_title
from heard.pages.model import Page
from heard.pages.release import Release, open_release
from heard.pages.states import States
from heard.site.landing import replacing_folder

MOST_BYTES = 5_000_000
MARK = "site.json"
"""The file by which a folder is known as a site, which may be built again in its place."""
_SCRIPTS = ("charts.js", "page.js")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)


def build_site(folder: Path, to: Path | None = None) -> Path:
    """Build the site of a release, whole or not at all, and return its folder.

    Parameters
    ----------
    folder
        The release's folder.
    to
        Where to build it; beside the release, as ``<name>-site``, if it is left out. A site that is there is
        replaced.

    Raises
    ------
    HeardError
        If a file of the release is not as it was sealed, a page would be over 5 MB, or something other than
        a site is in the way.
    """
    release = open_release(folder)
    place = to or folder.parent / f"{folder.name}-site"
    with replacing_folder(place, MARK) as site:
        for name in release.names:
            _write_page(release, release.page(name), site)
        for name in [*release.downloads, *_stills(release)]:
            _write(site / name, release.read(name))
        for name in ("page.css", *_SCRIPTS):
            _write(site / "assets" / name, assets()[name])
        _write(site / MARK, json.dumps({"release": release.manifest["name"]}).encode())
    return place


def _write_page(release: Release, page: Page, site: Path) -> None:
    written = _document(release, page).encode()
    if len(written) > MOST_BYTES:
        raise HeardError(
            f"the page would have {len(written) / 1e6:.1f} MB, and may have {MOST_BYTES / 1e6:.0f}",
            where=page["name"],
            fix="Release it with fewer switches.",
        )
    _write(site / _address(release, page["name"]), written)


def _address(release: Release, name: str) -> str:
    return "index.html" if name == release.names[0] else f"{name}.html"


def _document(release: Release, page: Page) -> str:
    first = body_html(release, page, lambda name: _address(release, name), release.picture)
    # Other states' pictures are files: they are seen only for the moment before a chart is drawn.
    states = States(release, page, lambda file: file).every().content()
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", page_title(release, page)),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href="assets/page.css"),
    )
    scripts = [element("script", src=f"assets/{name}") for name in _SCRIPTS]
    body = element("body", first, data_block("heard-states", _compact(states)), *scripts)
    return inside(Html("<!DOCTYPE html>\n"), element("html", head, body, lang="en-GB"))


def _stills(release: Release) -> list[str]:
    states = (
        state
        for name in release.names
        for figure in release.page(name)["figures"]
        for state in figure["states"].values()
    )
    return list(dict.fromkeys(state["chart"]["still"] for state in states if state["chart"]))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
