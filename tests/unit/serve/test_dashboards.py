import json
import logging
from pathlib import Path

import pytest

from heard.errors import HeardError
from heard.pages import open_release
from heard.serve.dashboards import Places, configuration, copy_notebooks, copy_release, door_of
from heard.serve.kernels import environment
from heard.serve.listening import nothing_by_itself
from heard.serve.quiet import KindOnly
from heard.serve.versions import NEEDED, check_versions
from tests.releases import write_release


def test_the_versions_that_are_needed_are_here() -> None:
    check_versions()


def test_a_package_that_is_too_old_or_missing_is_named() -> None:
    with pytest.raises(HeardError, match=r"voila is at .* and must be at 99\.1 or later"):
        check_versions(NEEDED | {"voila": "99.1"})
    with pytest.raises(HeardError, match="nobody-wrote-this is at 0"):
        check_versions({"nobody-wrote-this": "0.1"})


def test_a_log_line_tells_the_kind_and_the_place_and_no_word() -> None:
    try:
        raise ValueError("canary")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("voila", logging.ERROR, "here.py", 7, "canary %s", ("canary",), info)
    line = KindOnly().format(record)
    assert "canary" not in line
    assert "error in voila: ValueError in test_a_log_line" in line
    bare = logging.LogRecord("voila", logging.ERROR, "here.py", 7, "canary", None, None)
    assert KindOnly().format(bare).endswith("error in voila (here, line 7)")


def test_a_token_is_asked_for_unless_a_login_or_nothing_is_named() -> None:
    assert door_of("", False).kind == "token"
    assert len(door_of("", False).secret) >= 32
    assert door_of("", False).secret != door_of("", False).secret
    assert door_of("", True).kind == "open"
    with pytest.raises(HeardError, match="either behind a login or open"):
        door_of("X-User", True)


def test_a_login_is_believed_of_a_proxy_with_a_secret_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for weak in ("", "x" * 31):
        monkeypatch.setenv("HEARD_PROXY_SECRET", weak)
        with pytest.raises(HeardError, match=r"HEARD_PROXY_SECRET: .*no secret.* the header X-Heard-Proxy"):
            door_of("X-User", False)
    monkeypatch.setenv("HEARD_PROXY_SECRET", "canary" * 6)
    door = door_of("X-User", False)
    assert (door.kind, door.named_in, door.secret) == ("login", "X-User", "canary" * 6)
    assert "canary" not in repr(door)


def test_only_what_was_sealed_is_copied_and_a_page_without_a_notebook_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = open_release(write_release(tmp_path / "one", ["about"]))
    places = Places.below(tmp_path)
    copied = copy_release(release, places.release)
    assert copied.names == ["about"]
    copy_notebooks(copied, places.notebooks)
    assert [each.name for each in places.notebooks.iterdir()] == ["about.ipynb"]
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    with pytest.raises(HeardError, match="a page of the release has no notebook"):
        copy_notebooks(copied, places.notebooks)


def test_a_file_that_changes_after_opening_is_not_copied(tmp_path: Path) -> None:
    release = open_release(write_release(tmp_path / "one", ["about"]))
    (tmp_path / "one" / "pages" / "about.json").write_text("{}", encoding="utf-8")
    with pytest.raises(HeardError, match=r"about\.json: the file was changed"):
        copy_release(release, Places.below(tmp_path).release)


def test_a_kernel_is_told_where_the_release_is_and_nothing_of_the_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_STORE", "canary")
    monkeypatch.setenv("SOME_SECRET", "canary")
    told = environment(tmp_path / "release", tmp_path / "own")
    assert "canary" not in json.dumps(told)
    assert told["HEARD_RELEASE"] == str(tmp_path / "release")
    assert set(told) <= {"PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "HEARD_RELEASE", "HOME", "IPYTHONDIR"}


def test_kernels_rest_five_minutes_at_most_and_are_looked_at_every_minute(tmp_path: Path) -> None:
    release = open_release(write_release(tmp_path / "one", ["about"]))
    made = configuration(release, Places.below(tmp_path), 8867)
    assert made.MappingKernelManager == {
        "cull_interval": 60,
        "cull_idle_timeout": 300,
        "cull_connected": True,
    }
    assert made.Voila.ip == "127.0.0.1"
    for name, value in nothing_by_itself().items():
        assert made.VoilaConfiguration[name] == value
