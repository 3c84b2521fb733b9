import json
from pathlib import Path

import pytest

from heard.errors import HeardError
from heard.pages import Release, find_release, open_release
from tests.releases import TITLES, seal, write_release


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases") / "2021-06")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_release(tmp_path / "small", ["about", "quotes"])


def test_what_was_sealed_is_opened(sealed: Path) -> None:
    release = open_release(sealed)
    assert release.names == list(TITLES)
    assert release.page("themes")["title"] == TITLES["themes"]
    assert "tables/themes_raised.csv" in release.downloads
    assert release.manifest["synthetic"] is True


def test_a_file_that_was_changed_by_one_byte_is_named(folder: Path) -> None:
    path = folder / "pages" / "quotes.json"
    path.write_bytes(path.read_bytes().replace(b"once", b"Once"))
    with pytest.raises(HeardError, match=r"pages/quotes\.json: the file was changed after"):
        open_release(folder)


def test_a_file_that_is_missing_or_was_added_is_named(folder: Path) -> None:
    added = folder / "tables" / "people.csv"
    added.parent.mkdir(exist_ok=True)
    added.write_text("name\n", encoding="utf-8")
    with pytest.raises(HeardError, match=r"tables/people\.csv: the file was added"):
        open_release(folder)
    added.unlink()
    (folder / "methods" / "themes.md").unlink()
    with pytest.raises(HeardError, match=r"methods/themes\.md: the file is missing"):
        open_release(folder)


def test_a_link_out_of_the_release_is_refused(folder: Path, tmp_path: Path) -> None:
    path = folder / "methods" / "themes.md"
    outside = tmp_path / "outside.md"
    outside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(outside)
    with pytest.raises(HeardError, match=r"methods/themes\.md: the file was added"):
        open_release(folder)


def test_a_manifest_cannot_name_files_outside(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("canary", encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["../secret.txt"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(HeardError, match="a name that leaves the release"):
        open_release(folder)


@pytest.mark.parametrize(
    ("name", "problem"),
    [("themes", "the manifest does not name this file"), ("../../themes", "a name that leaves the release")],
)
def test_a_page_without_its_file_is_found_before_anybody_asks_for_it(
    folder: Path, name: str, problem: str
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["pages"].append({"name": name, "title": "Themes"})
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(HeardError, match=problem):
        open_release(folder)


def test_a_file_that_changes_while_it_is_served_is_not_shown(folder: Path) -> None:
    release = open_release(folder)
    (folder / "pages" / "about.json").write_text("{}", encoding="utf-8")
    with pytest.raises(HeardError, match=r"pages/about\.json: the file was changed"):
        release.page("about")


def test_what_the_manifest_does_not_name_is_not_read(folder: Path) -> None:
    (folder / "more.txt").write_text("canary", encoding="utf-8")
    with pytest.raises(HeardError, match="the manifest does not name this file"):
        Release(folder).read("more.txt")


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"format": 2, "files": {}}'])
def test_a_folder_without_a_manifest_of_this_format_is_refused(folder: Path, written: str) -> None:
    (folder / "manifest.json").write_text(written, encoding="utf-8")
    with pytest.raises(HeardError, match="manifest"):
        open_release(folder)


def test_a_page_that_is_not_there_is_said_so(sealed: Path) -> None:
    with pytest.raises(HeardError, match=r"no such page\. Choose from: overview"):
        open_release(sealed).page("../manifest")


def test_a_release_is_found_by_its_folder_or_its_name(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_release(str(folder)) == folder
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    (tmp_path / "releases").mkdir()
    folder.rename(tmp_path / "releases" / "small")
    assert find_release("small") == tmp_path / "releases" / "small"
    with pytest.raises(HeardError, match="there is no such release"):
        find_release("large")


def test_sealing_anew_makes_it_open_again(folder: Path) -> None:
    (folder / "methods" / "themes.md").write_text("Other words.\n", encoding="utf-8")
    seal(folder)
    assert open_release(folder).read("methods/themes.md") == b"Other words.\n"
