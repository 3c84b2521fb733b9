"""Where things are: the project's folder, what people make in it, and where results go.

Every path is worked out from the project's home, never from the working directory, so that a notebook finds
its consultation alike in JupyterLab, under papermill, nbval and Voilà.
"""

import os
from pathlib import Path

HOME_VARIABLE = "HEARD_HOME"
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


def consultation_folder(named: str | Path) -> Path:
    """Return a consultation's folder: from the working directory if it is there, else from home."""
    path = Path(named).expanduser()
    if path.is_absolute() or path.exists():
        return path.resolve()
    return (home() / path).resolve()


def work_folder(consultation: Path) -> Path:
    """Return the folder for what people and runs keep about a consultation; it is made if absent."""
    folder = home() / "work" / consultation.name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def results_folder() -> Path:
    """Return the folder that holds the results of runs; it is made if absent."""
    folder = home() / "results"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
