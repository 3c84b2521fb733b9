"""Where things are: the project's folder, what people make in it, and where results go.

Every path is worked out from the project's home, never from the working directory, so that a notebook finds
its consultation alike in JupyterLab, under papermill, nbval and Voilà.
"""

import hashlib
import os
from pathlib import Path

HOME_VARIABLE = "HEARD_HOME"
WORK_VARIABLE = "HEARD_WORK"
RUN_VARIABLE = "HEARD_RUN"
ENTRY_VARIABLE = "HEARD_ENTRY"
RATED_VARIABLE = "HEARD_RATED"
"""Set by the raters' server: the consultation whose rating room a kernel is to show."""
UNATTENDED_VARIABLE = "HEARD_UNATTENDED"
_SIGNS_OF_HOME = ("workbooks", "environment.yml")


def home() -> Path:
    """Return the project's folder.

    The first of: ``HEARD_HOME``; the nearest folder from the working directory upwards that holds
    ``workbooks`` and ``environment.yml``; the checkout that this package was installed from; the working
    directory itself.
    """
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named).resolve()
    here = Path.cwd()
    for folder in (here, *here.parents, *Path(__file__).resolve().parents):
        if all((folder / sign).exists() for sign in _SIGNS_OF_HOME):
            return folder
    return here


def from_home(named: str | Path) -> Path:
    """Return the path that a notebook or batch names: absolute as it is, otherwise counted from home."""
    return (home() / Path(named).expanduser()).resolve()


def workbooks_folder() -> Path:
    """Return the folder of the workbooks."""
    return home() / "workbooks"


def work_root() -> Path:
    """Return the folder for what people and runs keep: ``work/``, or the one that ``HEARD_WORK`` names."""
    return Path(os.environ.get(WORK_VARIABLE) or home() / "work").resolve()


def work_folder(consultation: Path) -> Path:
    """Return the folder for what people and runs keep about a consultation, which need not exist.

    A consultation outside ``data/`` has a few letters of its path's hash in the name, so that two folders of
    one name never share what is kept.
    """
    folder = consultation.resolve()
    if folder.parent == home() / "data":
        return work_root() / folder.name
    return work_root() / f"{folder.name}-{hashlib.blake2b(str(folder).encode(), digest_size=4).hexdigest()}"


def results_folder() -> Path:
    """Return the folder that holds the results of runs; it is made if absent."""
    folder = home() / "results"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
