import re
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.pages import Release
from heard.pages.assets import SCRIPTS
from heard.pages.elements import data_block, element, inside
from heard.pages.html import body_html, page_title
from tests.releases import QUOTE, write_release

PAGES = ["themes", "difference", "quotes"]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return Release(write_release(tmp_path_factory.mktemp("releases") / "2021-06", PAGES))


def read(release: Release, name: str) -> lxml.html.HtmlElement:
    written = body_html(release, release.page(name), lambda page: f"{page}.html", lambda file: f"at/{file}")
    return lxml.html.document_fromstring(f"<body>{written}</body>")


@given(st.text(), st.text())
def test_whatever_words_hold_they_stay_words(words: str, value: str) -> None:
    assert element("p", words, title=value).count("<") == 2
    assert inside(words, element("b", words)).count("<") == 2


def test_json_cannot_end_the_element_that_holds_it() -> None:
    assert data_block("x", '"</script><script>"').count("</script>") == 1


def test_a_page_says_what_it_is_of_where_one_is_and_that_it_is_synthetic(release: Release) -> None:
    page = read(release, "themes")
    assert page_title(release, release.page("themes")).endswith("social care (synthetic data)")
    assert "Synthetic data. Nobody said any of this" in page.text_content()
    (here,) = page.xpath('//nav//a[@aria-current="page"]')
    assert here.text == "What did people raise?"
    assert page.xpath("//footer//p/text()")[0] == "Release 2021-06, 29 November 2026. Synthetic data."
    assert page.xpath("//body/a/@href") == ["#main"]
    assert len(page.xpath("//h1")) == 1


def test_a_figure_has_sentence_picture_table_base_caveats_and_download(release: Release) -> None:
    (figure,) = read(release, "themes").xpath('//section[@data-figure="themes_raised"]')
    assert figure.xpath('.//p[@class="sentence"]/text()') == ["120 people raised early help (all, all)."]
    (picture,) = figure.xpath(".//img")
    assert picture.get("src") == "at/charts/themes_raised/0.svg"
    assert picture.get("alt").startswith("Bar chart: Themes_raised. 4 bars. Highest: Early help, 120.")
    assert figure.xpath('.//p[@class="base"]/text()') == ["Base: 1,031 people who were asked."]
    assert figure.xpath('.//ul[@class="caveats"]/li/text()') == ["People who came are not everybody."]
    assert figure.xpath(".//a[@download]/@href") == ["tables/themes_raised.csv"]
    assert figure.get("data-slug") == "texts=all&people=all"


def test_a_table_has_a_caption_scopes_and_says_its_symbols_in_words(release: Release) -> None:
    table = read(release, "themes").xpath('//section[@data-figure="themes_raised"]//table')[0]
    assert table.xpath("./caption//strong/text()") == ["Themes raised"]
    assert table.xpath(".//thead//th/@scope") == ["col", "col"]
    assert set(table.xpath(".//tbody//th/@scope")) == {"row"}
    hidden = table.xpath('.//tr[th="Cost & fees"]/td')[0]
    assert [(each.text, each.get("aria-hidden"), each.get("class")) for each in hidden] == [
        ("[c]", "true", None),
        ("hidden, so that nobody can be recognised", None, "unseen"),
    ]
    assert table.xpath('.//tr[th="Nothing of this"]/td/text()') == ["0"]
    assert table.xpath(".//tbody/tr/@data-id")[0] == "themes_raised-0-0"


def test_a_figure_without_a_chart_shows_its_table_open(release: Release) -> None:
    (figure,) = read(release, "difference").xpath('//section[@data-figure="silence"]')
    assert len(figure.xpath(".//details[@open]")) == 1
    assert figure.xpath(".//img") == []


def test_a_quote_is_shown_as_it_was_approved(release: Release) -> None:
    (quote,) = read(release, "quotes").xpath("//blockquote")
    assert quote.text_content() == QUOTE
    assert "A care experienced adult. Theme: Early help" in quote.getparent().text_content()


def test_a_page_is_right_without_its_optional_parts(release: Release) -> None:
    page = read(release, "quotes")
    assert page.xpath("//form") == []
    assert not re.search(r"\bNone\b", page.text_content())


def test_every_script_of_the_front_is_used() -> None:
    front = Path(__file__).parents[3] / "shared" / "heard" / "pages" / "front"
    assert {each.name for each in front.glob("*.js")} == {*SCRIPTS, "onward.js"}
