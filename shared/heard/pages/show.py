"""A page as a kernel shows it, and the one thing that a viewer may ask of the kernel: another choice.

The page is a notebook's output: HTML that stands by itself. A viewer's script opens a comm, the kernel's own
channel of messages, and sends ``{"chosen": {switch: option}}``; it is answered with the states of the page's
figures for that choice. Nothing else can be asked: what the page does not offer is passed over, no attribute
can be set, and no other comm is known to the kernel (it has no ipywidgets, with which a message could make
objects). So whoever forges messages sees what the page shows to everybody.
"""

import json
import os
from typing import TYPE_CHECKING, Any

from heard.errors import HeardError
from heard.pages.elements import data_block, inside
from heard.pages.html import body_html, page_title
from heard.pages.model import Page, choices
from heard.pages.release import Release, find_release
from heard.pages.states import States

if TYPE_CHECKING:
    from comm.base_comm import BaseComm

RELEASE_VARIABLE = "HEARD_RELEASE"
"""Names the release to show: its folder, or its name below ``releases``."""
TARGET = "heard.page"


class Shown:
    """A page in a notebook's output.

    Parameters
    ----------
    release
        The release.
    name
        The page's name.
    """

    def __init__(self, release: Release, name: str) -> None:
        self.release = release
        self.page: Page = release.page(name)

    def answer(self, asked: object) -> dict[str, Any]:
        """Return the figures' states for what is asked: a mapping with ``chosen``, or anything at all."""
        wanted = asked.get("chosen") if isinstance(asked, dict) else None
        states = States(self.release, self.page, self.release.picture)
        return states.chosen(choices(self.page, wanted)).content()

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        body = body_html(self.release, self.page, lambda name: name, self.release.picture)
        states = data_block("heard-states", json.dumps(self.answer({}), ensure_ascii=False))
        title = page_title(self.release, self.page)
        return {"text/html": inside(body, states), "text/plain": title}, {"heard": {"title": title}}


def show(name: str) -> Shown:
    """Return a page of the release that ``HEARD_RELEASE`` names, and answer those who view it.

    Parameters
    ----------
    name
        The page's name, such as ``"themes"``.

    Raises
    ------
    HeardError
        If no release is named, or it has no such page.
    """
    named = os.environ.get(RELEASE_VARIABLE)
    if not named:
        raise HeardError(
            "no release is named", where=RELEASE_VARIABLE, fix="Serve one with: heard serve RELEASE."
        )
    shown = Shown(Release(find_release(named)), name)
    _answer_viewers(shown)
    return shown


def _answer_viewers(shown: Shown) -> None:
    from comm import get_comm_manager

    def opened(comm: "BaseComm", _message: dict[str, Any]) -> None:
        def answer(message: dict[str, Any]) -> None:
            try:
                comm.send(shown.answer(message["content"]["data"]))
            except Exception:
                # The kernel would print the error to whoever listens; its page reads that nothing comes.
                comm.close()

        comm.on_msg(answer)

    get_comm_manager().register_target(TARGET, opened)
