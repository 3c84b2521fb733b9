import json
import re
import shutil
from pathlib import Path

import lxml.html
import pytest

from heard.cli import main
from heard.errors import HeardError
from heard.site import build_site
from heard.site.build import MOST_BYTES
from heard.site.landing import replacing_folder
from tests.releases import seal, write_release


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases") / "2021-06", ["overview", "themes", "about"])


@pytest.fixture(scope="module")
def site(release: Path) -> Path:
    return build_site(release)


def files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


def test_every_published_state_is_inside_its_page(site: Path, release: Path) -> None:
    page = lxml.html.fromstring((site / "themes.html").read_bytes())
    held = json.loads(page.xpath('//script[@id="heard-states"]/text()')[0])
    published = json.loads((release / "pages" / "themes.json").read_text(encoding="utf-8"))
    for figure in published["figures"]:
        assert set(held["figures"][figure["name"]]) == set(figure["states"])
        for slug, state in figure["states"].items():
            kept = held["figures"][figure["name"]][slug]
            assert state["sentence"] in lxml.html.fromstring(f"<div>{kept['html']}</div>").text_content()
            spec = json.loads((release / state["chart"]["spec"]).read_text(encoding="utf-8"))
            assert kept["spec"] | {"config": held["looks"][kept["look"]]} == spec


def test_a_site_is_plain_files_that_name_no_other_host(site: Path) -> None:
    names = set(files(site))
    assert {"index.html", "themes.html", "about.html", "tables/themes_raised.csv"} <= names
    assert {name for name in names if name.startswith("assets/")} == {
        "assets/page.css",
        "assets/charts.js",
        "assets/page.js",
    }
    for name in ("index.html", "themes.html", "about.html"):
        written = (site / name).read_text(encoding="utf-8")
        for address in re.findall(r'(?:src|href)="([^"]*)"', written):
            assert address.startswith(("data:", "#")) or (site / address).is_file(), address
        assert len(written.encode()) < MOST_BYTES
        assert "script-src &#x27;self&#x27;" in written
        assert "unsafe" not in written


def test_the_command_says_where_the_site_is(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["site", str(release), "--to", str(tmp_path / "site")])
    assert str(tmp_path / "site" / "index.html") in capsys.readouterr().out
    assert (tmp_path / "site" / "themes.html").is_file()


def test_building_again_replaces_the_site_and_the_same_release_makes_the_same_bytes(
    release: Path, tmp_path: Path
) -> None:
    site = build_site(release, tmp_path / "site")
    before = files(site)
    (site / "left-over.html").write_text("old", encoding="utf-8")
    build_site(release, tmp_path / "site")
    assert files(site) == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_what_is_not_a_site_is_left_alone(release: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(HeardError, match="something other than a site is there"):
        build_site(release, tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_a_release_that_was_changed_makes_no_site(release: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(release, changed)
    (changed / "pages" / "about.json").write_text("{}", encoding="utf-8")
    with pytest.raises(HeardError, match=r"pages/about\.json: the file was changed"):
        build_site(changed)
    assert not (tmp_path / "changed-site").exists()


def test_a_page_of_over_five_megabytes_is_refused_with_what_to_do(release: Path, tmp_path: Path) -> None:
    large = tmp_path / "large"
    shutil.copytree(release, large)
    path = large / "pages" / "about.json"
    page = json.loads(path.read_text(encoding="utf-8"))
    page["sections"][0]["paragraphs"] = ["x" * MOST_BYTES]
    path.write_text(json.dumps(page), encoding="utf-8")
    seal(large)
    with pytest.raises(HeardError, match=r"about: the page would have 5\.0 MB.*fewer switches"):
        build_site(large)


def test_an_error_while_building_leaves_the_site_that_was_there(tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.mkdir()
    (place / "mark").write_text("1", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replacing_folder(place, "mark") as beside:
        (beside / "mark").write_text("2", encoding="utf-8")
        raise ZeroDivisionError
    assert (place / "mark").read_text(encoding="utf-8") == "1"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
