"""The view: one widget whose scripts are files of the package, and the talk between it and its desk."""

from pathlib import Path
from typing import Any

from heard.cache.intake import read_kept
from heard.charts import unattended
from heard.consultation import load_consultation
from heard.identity import current_actor
from heard.places import from_home
from heard.store import current_quotations, find_store, unchanged
from heard.widgets.front import joined
from heard.widgets.release_desk.desk import ReleaseDesk, open_desk
from heard.widgets.release_desk.talk import Talk
from heard.widgets.talking import Plain, TalkingWidget

SCRIPTS = ("shared/elements.js", "words.js", "keys.js", "panes.js", "desk.js")
STYLES = ("desk.css",)


class ReleaseDeskWidget(TalkingWidget):
    """A release desk as JupyterLab shows it.

    Parameters
    ----------
    desk
        The model.
    """

    _esm = joined(__package__, SCRIPTS)
    _css = joined(__package__, STYLES)

    def __init__(self, desk: ReleaseDesk) -> None:
        super().__init__(Talk(desk))
        self.desk = desk

    def _answer(self, widget: Any, request: Plain, buffers: Any) -> None:
        super()._answer(widget, request, buffers)
        self.desk.look_ahead()  # while the person reads


def release_desk(consultation: str) -> ReleaseDeskWidget | None:
    """Open the release desk of a consultation for whoever is logged in.

    Under papermill and in tests nobody can judge: then some lines say what stands, nothing is written, and
    None is returned.

    Parameters
    ----------
    consultation
        The consultation's folder, counted from the project's home.

    Raises
    ------
    HeardError
        If the consultation or its store cannot be read.
    """
    folder = from_home(consultation)
    if unattended():
        print(summary(folder))
        return None
    return ReleaseDeskWidget(open_desk(folder, current_actor()))


def summary(folder: Path) -> str:
    """Return in words what stands at the desk of a consultation."""
    consultation = load_consultation(folder)
    store = find_store(folder, consultation)
    texts = read_kept(folder, consultation).frames.texts
    words = dict(zip(texts["text_id"], texts["text"], strict=True))
    standing = current_quotations(store).values() if store else []
    known = [each for each in standing if unchanged(each, words.get(each.text_id))]
    approvers = consultation.quotes.approvers
    people = "one person" if approvers == 1 else "two different people"
    approved = sum(each.approved_by(approvers) for each in known)
    rejected = sum(each.verdict == "rejected" for each in known)
    waiting = sum(each.put_forward for each in known) - approved - rejected
    return (
        f"{consultation.title}: {approved:,} quotations approved, {waiting:,} waiting, {rejected:,} "
        f"rejected; each needs the approval of {people}.\n"
        "In JupyterLab, choose and judge them here."
    )
