"""What a kernel answers: a state that the page offers, whatever it is asked; and how little it loads."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.errors import HeardError
from heard.pages import Release, show
from heard.pages.model import choices, slug
from heard.pages.show import Shown
from tests.releases import people, write_release

HEAVY = (
    "pandas",
    "numpy",
    "altair",
    "pydantic",
    "pyarrow",
    "ipywidgets",
    "anywidget",
    "jinja2",
    "vl_convert",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases") / "2021-06", ["themes", "groups"])


@pytest.fixture(scope="module")
def shown(folder: Path) -> Shown:
    return Shown(Release(folder), "themes")


def states(answer: dict[str, Any]) -> dict[str, list[str]]:
    return {figure: list(found) for figure, found in answer["figures"].items()}


def test_a_choice_is_answered_with_each_figure_s_state_and_no_other(shown: Shown) -> None:
    answer = shown.answer({"chosen": {"texts": "advice", "people": "parents"}})
    assert states(answer) == {
        "themes_raised": ["texts=advice&people=parents"],
        "themes_by_text": ["texts=advice"],
    }
    html = answer["figures"]["themes_raised"]["texts=advice&people=parents"]["html"]
    assert f"{people(0, 'advice', 'parents')} people raised early help" in html


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.integers()
    | st.text()
    | st.sampled_from(["chosen", "texts", "people", "all", "../groups"]),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["chosen", "texts", "people", "x"]), inner)
    ),
)


@given(ANYTHING)
def test_whatever_is_asked_the_answer_is_a_state_that_the_page_offers(shown: Shown, asked: Any) -> None:
    answer = shown.answer(asked)
    for figure in shown.page["figures"]:
        (named,) = states(answer)[figure["name"]]
        assert named in figure["states"]


def test_what_is_not_offered_stands_at_the_first_option(shown: Shown) -> None:
    assert choices(shown.page, {"texts": "nothing", "people": "parents", "more": "x"}) == {
        "texts": "all",
        "people": "parents",
    }
    by_text = shown.page["figures"][1]
    assert slug(by_text, {"texts": "advice", "people": "parents"}) == "texts=advice"


def test_a_state_that_was_not_published_is_not_made_up(folder: Path) -> None:
    shown = Shown(Release(folder), "themes")
    del shown.page["figures"][0]["states"]["texts=advice&people=all"]
    answer = shown.answer({"chosen": {"texts": "advice"}})
    assert states(answer)["themes_raised"] == []
    assert "was not published" in answer["unpublished"]


def test_specifications_share_their_look(shown: Shown) -> None:
    answer = shown.answer({})
    assert len(answer["looks"]) == 1
    told = answer["figures"]["themes_raised"]["texts=all&people=all"]
    assert "config" not in told["spec"]
    assert answer["looks"][told["look"]]["font"].startswith("Roboto")


def test_without_a_release_it_is_said_how_to_serve_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEARD_RELEASE", raising=False)
    with pytest.raises(HeardError, match=r"no release is named\. Serve one with: heard serve"):
        show("themes")


def test_a_page_is_shown_without_any_of_the_heavy_libraries(folder: Path) -> None:
    look = (
        "import json, os, sys\n"
        f"os.environ['HEARD_RELEASE'] = {str(folder)!r}\n"
        "from heard.pages import show\n"
        "shown = show('themes')\n"
        "html = shown._repr_mimebundle_()[0]['text/html']\n"
        "shown.answer({'chosen': {'texts': 'advice'}})\n"
        f"print(json.dumps([len(html) > 10_000, [name for name in {HEAVY} if name in sys.modules]]))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [True, []]
