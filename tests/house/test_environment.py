"""The conda environment, the locks and the package's own metadata say the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-test.lock"]
NAMED_BY_THE_DESIGN = {"jupyterlab", "ipywidgets", "voila", "pandas", "altair", "papermill", "nbval"}


def pins_of_lock(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.removesuffix("\\").strip() for line in lines if re.match("[a-z0-9]", line)}


def conda_dependencies() -> list[object]:
    content = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    return list(content["dependencies"])


def pip_part() -> list[str]:
    return next(part["pip"] for part in conda_dependencies() if isinstance(part, dict))


def test_the_pip_part_is_what_the_locks_pin_and_the_package() -> None:
    *pins, package = pip_part()
    assert package == "-e ."
    assert set(pins) == pins_of_lock(LOCKS[0]) | pins_of_lock(LOCKS[1])


def test_everything_but_python_comes_by_pip() -> None:
    by_conda = [part for part in conda_dependencies() if isinstance(part, str)]
    assert [re.split("[=<>]", part)[0] for part in by_conda] == ["python", "pip"]


def test_the_environment_holds_what_the_design_names() -> None:
    assert {re.split("[=[ ]", pin)[0] for pin in pip_part()} >= NAMED_BY_THE_DESIGN


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_is_hashed_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in block for block in blocks if re.match("[a-z0-9]", block))
    assert not re.search(r"index-url|find-links|https?://", text)


@pytest.mark.slow
def test_the_pip_part_installs_in_an_empty_environment_without_conflict(tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("\n".join(pip_part()[:-1]), encoding="utf-8")
    uv = str(Path(sys.executable).parent / "uv")
    environment = os.environ | {"VIRTUAL_ENV": str(tmp_path / "empty")}

    def run(*words: str) -> str:
        done = subprocess.run([uv, *words], env=environment, capture_output=True, text=True, check=False)
        if "CI" not in os.environ and re.search("dns error|error sending request|connect", done.stderr):
            pytest.skip("no package index answers: installing the pins needs the network")
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    run("venv", "--quiet", "--python", sys.executable, str(tmp_path / "empty"))
    run("pip", "install", "--quiet", "-r", str(pins))
    run("pip", "check")
    installed = run("pip", "freeze").splitlines()
    stated = {pin.split(" ;")[0].strip() for pin in pip_part()[:-1] if ";" not in pin}
    assert stated <= set(installed)
