"""The command as it is typed: what it prints, what it returns, what it leaves on disk."""

import subprocess
import sys
from pathlib import Path

import pytest

from heard.cli import main
from heard.consultation import load_consultation

HEARD = Path(sys.executable).parent / "heard"


def heard(*words: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HEARD, *words], cwd=folder, capture_output=True, text=True, check=False)


def test_help_names_every_command() -> None:
    shown = heard("--help")
    assert shown.returncode == 0
    assert all(command in shown.stdout for command in ("run", "check", "init", "demo"))


def test_check_shows_what_was_found_and_succeeds(small_consultation: Path) -> None:
    shown = heard("check", small_consultation)
    assert shown.returncode == 0, shown.stderr
    assert "A small consultation" in shown.stdout
    assert "filler" in shown.stdout


def test_check_fails_in_one_line_where_the_consultation_is_wrong(small_consultation: Path) -> None:
    described = small_consultation / "consultation.yml"
    described.write_text(described.read_text().replace("owner:", "ownr:"))
    shown = heard("check", small_consultation)
    assert shown.returncode == 1
    assert shown.stderr.startswith("heard: ")
    assert "Did you mean `owner`?" in shown.stderr
    assert len(shown.stderr.splitlines()) == 1
    assert shown.stdout == ""


def test_init_writes_a_consultation_that_can_be_checked_and_never_overwrites(
    small_consultation: Path,
) -> None:
    (small_consultation / "consultation.yml").unlink()
    answers = small_consultation / "answers.csv"
    shown = heard("init", answers)
    assert shown.returncode == 0, shown.stderr
    assert f"heard check {small_consultation}" in shown.stdout
    assert heard("check", small_consultation).returncode == 0
    written = (small_consultation / "consultation.yml").read_text()
    again = heard("init", answers)
    assert again.returncode == 1
    assert (small_consultation / "consultation.yml").read_text() == written


def test_demo_writes_a_consultation_of_any_size(tmp_path: Path) -> None:
    shown = heard("demo", "large", "--rows", "50", folder=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "synthetic" in shown.stdout
    assert load_consultation(tmp_path / "large").synthetic
    assert len((tmp_path / "large" / "responses.csv").read_text(encoding="utf-8").splitlines()) >= 51


@pytest.mark.parametrize("words", [(), ("batch.yml", "--consultation", "folder")])
def test_run_wants_a_batch_or_a_consultation(words: tuple[str, ...]) -> None:
    shown = heard("run", *words)
    assert shown.returncode == 1
    assert shown.stderr == "heard: name either a batch file or a consultation. See `heard run --help`.\n"


def test_what_nobody_foresaw_is_told_without_its_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small_consultation: Path
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("CANARY a respondent said")

    monkeypatch.setattr("heard.intake.check", fail)
    with pytest.raises(SystemExit) as ended:
        main(["check", str(small_consultation)])
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert told.startswith("heard: unforeseen ValueError in test_cli.py, line ")
    assert "CANARY" not in told
