"""A release folder, opened for reading; it is refused unless every file is as it was sealed.

The manifest names each file with its SHA-256. Opening compares all of them and looks for files that the
manifest does not name. Reading a file compares it once more, so that what is shown is what was sealed even if
a file changes while it is served.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self, cast

from heard.errors import HeardError
from heard.pages.model import Choices, Page, slug
from heard.places import home

FORMAT = 1
MANIFEST = "manifest.json"
RELEASES = "releases"
_ADVICE = "Restore the release as it was sealed, or make a new one."


class Release:
    """What may be seen outside, read from its folder; each file is checked as it is read.

    Parameters
    ----------
    folder
        The release's folder.

    Raises
    ------
    HeardError
        If there is no manifest that can be read, or it is of another format.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = _manifest(folder)
        self._hashes: Mapping[str, str] = self.manifest["files"]
        self._pages: dict[str, Page] = {}

    @property
    def names(self) -> list[str]:
        """The names of its pages, in the order of navigation."""
        return [page["name"] for page in self.manifest["pages"]]

    @property
    def downloads(self) -> list[str]:
        """The files that its pages offer to take away, each once."""
        offered = (figure["download"] for name in self.names for figure in self.page(name)["figures"])
        return list(dict.fromkeys(file for file in offered if file))

    def page(self, name: str) -> Page:
        """Return a page; raises HeardError if the release has none of that name."""
        if name not in self.names:
            raise HeardError("the release has no such page", where=self.folder.name, fix=self._offer())
        if name not in self._pages:
            self._pages[name] = cast("Page", self.read_json(_file_of(name)))
        return self._pages[name]

    def state(self, page: Page, figure: str, chosen: Choices) -> str | None:
        """Return the slug of a figure's state for a choice, or None where none was published."""
        found = next(each for each in page["figures"] if each["name"] == figure)
        named = slug(found, chosen)
        return named if named in found["states"] else None

    def read(self, name: str) -> bytes:
        """Return a file of the release; raises HeardError unless it is as it was sealed."""
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise HeardError("the manifest has a name that leaves the release", where=MANIFEST, fix=_ADVICE)
        if name not in self._hashes:
            raise HeardError("the manifest does not name this file", where=name, fix=_ADVICE)
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            raise HeardError("the file is missing", where=name, fix=_ADVICE) from None
        if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), self._hashes[name]):
            raise HeardError("the file was changed after the release was sealed", where=name, fix=_ADVICE)
        return content

    def picture(self, name: str) -> str:
        """Return a still picture of the release as an address that holds it."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.read(name)).decode()}"

    def read_json(self, name: str) -> Any:
        """Return what a JSON file of the release holds."""
        return json.loads(self.read(name))

    def checked(self) -> Self:
        """Return this release, once every file was compared, each page has one, and nothing else is there."""
        for name in [*self._hashes, *map(_file_of, self.names)]:
            self.read(name)
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_symlink() or (path.is_file() and name not in self._hashes and name != MANIFEST):
                raise HeardError("the file was added after the release was sealed", where=name, fix=_ADVICE)
        return self

    def _offer(self) -> str:
        return f"Choose from: {', '.join(self.names)}."


def open_release(folder: Path) -> Release:
    """Return a release whose every file is as it was sealed.

    Raises
    ------
    HeardError
        If a file is missing, was changed or was added, or a page has no file; the message names it.
    """
    return Release(folder).checked()


def find_release(named: str) -> Path:
    """Return the folder of a release, named by its path or by its name below ``releases``.

    Raises
    ------
    HeardError
        If there is no such folder.
    """
    for folder in (Path(named).expanduser(), home() / RELEASES / named):
        if (folder / MANIFEST).is_file():
            return folder.resolve()
    raise HeardError("there is no such release", where=named, fix="Name the folder that holds manifest.json.")


def _file_of(page: str) -> str:
    return f"pages/{page}.json"


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        raise HeardError("no manifest can be read", where=str(folder / MANIFEST), fix=_ADVICE) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise HeardError("the release has a format that is not known here", where=str(folder / MANIFEST))
    return found
