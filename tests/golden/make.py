"""Make the reference copies of the workbooks anew: ``make golden``, then read the difference.

Each workbook is executed as a batch would, on the demo, with the settings of ``settings.yml``. What papermill
notes of times and paths is removed, so that a copy changes only when the workbook or its results do.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from ruamel.yaml import YAML

from heard.batch.execute import execute

HERE = Path(__file__).parent
WORKBOOKS = HERE.parents[1] / "workbooks"


def settings() -> dict[str, dict[str, Any]]:
    """Return the parameters of each reference copy."""
    return dict(YAML(typ="safe").load((HERE / "settings.yml").read_text(encoding="utf-8")))


def make(workbook: str, parameters: dict[str, Any], apart: Path) -> None:
    """Execute one workbook and write its reference copy."""
    executed = apart / f"{workbook}.ipynb"
    end = execute(WORKBOOKS / f"{workbook}.ipynb", executed, parameters)
    if end["reason"]:
        raise SystemExit(f"{workbook}, cell {end['failed_cell']}: {end['reason']}")
    made = nbformat.read(executed, as_version=4)
    made.metadata.pop("papermill", None)
    made.metadata.language_info = {"name": "python"}
    for number, cell in enumerate(made.cells):
        cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags"}
        cell.id = f"cell-{number}"
    nbformat.write(made, HERE / f"{workbook}.ipynb")


def main() -> None:
    """Make every copy."""
    with tempfile.TemporaryDirectory() as apart:
        os.environ |= {"HEARD_UNATTENDED": "1", "HEARD_RUN": f"{apart}/run", "HEARD_WORK": f"{apart}/work"}
        for workbook, parameters in settings().items():
            make(workbook, parameters, Path(apart))
            print(f"made {workbook}", flush=True)


if __name__ == "__main__":
    main()
