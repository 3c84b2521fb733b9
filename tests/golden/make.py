"""Make the reference copies of the workbooks anew: ``make golden``, then read the difference.

Each workbook is executed as a batch would, on the demo, with the settings of ``settings.yml``. What papermill
notes of times and paths is removed, so that a copy changes only when the workbook or its results do.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import papermill
from ruamel.yaml import YAML

HERE = Path(__file__).parent
WORKBOOKS = HERE.parents[1] / "workbooks"


def settings() -> dict[str, dict[str, Any]]:
    """Return the parameters of each reference copy."""
    return dict(YAML(typ="safe").load((HERE / "settings.yml").read_text(encoding="utf-8")))


def make(workbook: str, parameters: dict[str, Any]) -> None:
    """Execute one workbook and write its reference copy."""
    made = papermill.execute_notebook(
        WORKBOOKS / f"{workbook}.ipynb",
        None,
        parameters=parameters,
        kernel_name="python3",
        progress_bar=False,
    )
    made.metadata.pop("papermill", None)
    made.metadata.language_info = {"name": "python"}
    for cell in made.cells:
        cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags"}
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"
    nbformat.write(made, HERE / f"{workbook}.ipynb")


def main() -> None:
    """Make every copy."""
    with tempfile.TemporaryDirectory() as apart:
        os.environ |= {"HEARD_UNATTENDED": "1", "HEARD_RUN": f"{apart}/run", "HEARD_WORK": f"{apart}/work"}
        for workbook, parameters in settings().items():
            make(workbook, parameters)
            print(f"made {workbook}", flush=True)


if __name__ == "__main__":
    main()
