"""The states of a page's figures as a script takes them: HTML, and what is drawn over the still picture.

Specifications of one look share their configuration, which is more than half of a small one; it is written
once and named by its number.
"""

import json
from collections.abc import Iterable
from typing import Any

from heard.pages.figure import NOT_PUBLISHED, Picture, state_html
from heard.pages.model import Choices, Figure, Page
from heard.pages.release import Release


class States:
    """States of the figures of a page, gathered for a script.

    Parameters
    ----------
    release, page
        The release, and the page whose figures they are.
    picture
        Where a still picture is found.
    """

    def __init__(self, release: Release, page: Page, picture: Picture) -> None:
        self._release, self._page, self._picture = release, page, picture
        self._looks: list[str] = []
        self._figures: dict[str, dict[str, Any]] = {figure["name"]: {} for figure in page["figures"]}

    def every(self) -> "States":
        """Take in every state that was published."""
        for figure in self._page["figures"]:
            self._take(figure, figure["states"])
        return self

    def chosen(self, choices: Choices) -> "States":
        """Take in each figure's state for a choice."""
        for figure in self._page["figures"]:
            named = self._release.state(self._page, figure["name"], choices)
            self._take(figure, [named] if named is not None else [])
        return self

    def content(self) -> dict[str, Any]:
        """Return them, ready for JSON: ``figures`` (by name, then slug), ``looks`` and ``unpublished``."""
        looks = [json.loads(look) for look in self._looks]
        return {"figures": self._figures, "looks": looks, "unpublished": NOT_PUBLISHED}

    def _take(self, figure: Figure, slugs: Iterable[str]) -> None:
        for named in slugs:
            state = figure["states"][named]
            written = state_html(figure, state, self._page["symbols"], self._picture)
            taken: dict[str, Any] = {"html": written}
            if state["chart"]:
                spec = self._release.read_json(state["chart"]["spec"])
                taken["look"] = self._look(json.dumps(spec.pop("config", {}), sort_keys=True))
                taken["spec"] = spec
            self._figures[figure["name"]][named] = taken

    def _look(self, config: str) -> int:
        if config not in self._looks:
            self._looks.append(config)
        return self._looks.index(config)
