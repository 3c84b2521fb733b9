from collections.abc import Callable
from pathlib import Path

import pytest

from heard.cache.keep import keep


def write(text: str, folder: Path) -> None:
    (folder / "text").write_text(text)


def read(folder: Path) -> str:
    return (folder / "text").read_text()


def made_once(kind: Path, key: str, make: Callable[[], str]) -> str:
    return keep(kind, key, make=make, write=write, read=read)


def test_a_thing_is_made_once_for_each_key(tmp_path: Path) -> None:
    calls: list[str] = []

    def make() -> str:
        calls.append("made")
        return f"thing {len(calls)}"

    found = [made_once(tmp_path / "kind", key, make) for key in ("a", "a", "b", "a")]
    assert found == ["thing 1", "thing 1", "thing 2", "thing 1"]


def test_making_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def write_half(text: str, folder: Path) -> None:
        write(text, folder)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        keep(tmp_path / "kind", "a", make=lambda: "thing", write=write_half, read=read)
    assert list((tmp_path / "kind").iterdir()) == []


def test_another_process_that_kept_it_first_is_no_error(tmp_path: Path) -> None:
    def make() -> str:
        made_once(tmp_path / "kind", "a", lambda: "of the other")
        return "ours"

    assert made_once(tmp_path / "kind", "a", make) == "ours"
    assert made_once(tmp_path / "kind", "a", make) == "of the other"
