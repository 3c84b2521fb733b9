"""The view: one widget whose scripts are files of the package, and the talk between it and its desk."""

from pathlib import Path

from heard.cache.intake import read_kept
from heard.charts import unattended
from heard.consultation import load_consultation
from heard.identity import current_actor
from heard.places import from_home
from heard.store import find_store, frames_with_store
from heard.widgets.coding_desk.desk import Desk, open_desk
from heard.widgets.coding_desk.queues import QUEUES
from heard.widgets.coding_desk.talk import Talk
from heard.widgets.front import joined
from heard.widgets.talking import TalkingWidget

SCRIPTS = (
    "shared/elements.js",
    "positions.js",
    "spans.js",
    "text.js",
    "match.js",
    "palette.js",
    "dialogs.js",
    "codebook.js",
    "codebook_dialogs.js",
    "codings.js",
    "search.js",
    "several.js",
    "suggestions.js",
    "keys.js",
    "desk.js",
    "acts.js",
)
STYLES = ("desk.css", "text.css", "panels.css")


class DeskWidget(TalkingWidget):
    """A desk as JupyterLab shows it.

    Parameters
    ----------
    desk
        The model.
    """

    _esm = joined(__package__, SCRIPTS)
    _css = joined(__package__, STYLES)

    def __init__(self, desk: Desk) -> None:
        super().__init__(Talk(desk))
        self.desk = desk


def coding_desk(consultation: str) -> DeskWidget | None:
    """Open the coding desk of a consultation for whoever is logged in.

    Under papermill and in tests nobody can code: then some lines say what JupyterLab would show, nothing is
    written, and None is returned.

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
    return DeskWidget(open_desk(folder, current_actor()))


def summary(folder: Path) -> str:
    """Return in words what the desk of a consultation would show."""
    consultation = load_consultation(folder)
    frames, _ = frames_with_store(
        read_kept(folder, consultation).frames, consultation, find_store(folder, consultation)
    )
    return (
        f"{consultation.title}: {len(frames.texts):,} texts, {len(frames.codings):,} codings, "
        f"{len(frames.codes):,} codes.\n"
        f"In JupyterLab, code them here; the queues are: {', '.join(QUEUES.values()).lower()}."
    )
