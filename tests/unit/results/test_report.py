import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from heard.results import Account, EntryRecord, Manifest, RunFolder, write_report


class _Page(HTMLParser):
    """Tags with their attributes, and the text of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page(run: RunFolder) -> str:
    return write_report(run).read_text(encoding="utf-8")


def test_it_opens_with_what_was_run_on_what(page: str) -> None:
    assert "advice.csv" in page
    assert "ab" * 32 in page
    assert "Everything that was read is accounted for" in page
    assert "<code>top = 5</code>" in page
    assert page.index("What was run on what</h2>") < page.index("What did the evidence name?</h2>")


def test_it_asks_nothing_of_any_host(page: str) -> None:
    parsed = _Page(page)
    for attributes in (attributes for _, attributes in parsed.tags):
        for name in ("src", "href", "srcset", "action"):
            assert not re.match(r"(https?:)?//", attributes.get(name) or "")
    assert not re.search(r"@import|url\(", page.split("<script>")[0])


def test_its_policy_allows_its_own_script_and_no_other(page: str) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = next(meta["content"] for meta in _Page(page).all("meta") if meta.get("http-equiv") is not None)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe-eval" not in policy


def test_words_are_named_and_never_shown(page: str) -> None:
    assert "canary" not in page
    assert "Most typical texts (typical, 1 row): holds respondents' words; not shown" in page


def test_categories_cannot_become_markup(page: str) -> None:
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "A review of &lt;care&gt;" in page


def test_it_says_synthetic_first_and_failures_before_results(page: str) -> None:
    body = page[page.index("<body>") :]
    assert body.index("Synthetic data.") < body.index("<h1>")
    assert body.index("did not finish (cell 4)") < body.index("Contents</h2>")
    assert "No text is left." in body


def test_every_chart_has_a_still_with_alt_text_and_every_table_a_caption_and_scopes(page: str) -> None:
    parsed = _Page(page)
    assert [bool(image["alt"]) for image in parsed.all("img")] == [True]
    assert all((image["src"] or "").startswith("data:image/svg+xml;base64,") for image in parsed.all("img"))
    assert len(parsed.all("caption")) == len(parsed.all("table")) > 0
    assert all(heading["scope"] in ("col", "row") for heading in parsed.all("th"))


def test_a_missing_share_says_why(page: str) -> None:
    assert "[z]" in page
    assert "[z]: not applicable" in page
    assert "nan" not in re.findall(r"<td[^>]*>([^<]*)</td>", page)


def test_links_of_the_contents_lead_somewhere(page: str) -> None:
    parsed = _Page(page)
    ids = {attributes["id"] for _, attributes in parsed.tags if "id" in attributes}
    inside = [(link["href"] or "")[1:] for link in parsed.all("a") if (link["href"] or "").startswith("#")]
    assert inside
    assert set(inside) <= ids


def test_rows_that_do_not_reconcile_are_said_to_make_counts_worthless(
    run: RunFolder, manifest: Manifest
) -> None:
    lost = Account(source="advice", unit="row", read=10, kept=7, merged=0, set_aside=2)
    run.write_manifest(manifest.model_copy(update={"accounts": (lost,)}))
    page = write_report(run).read_text()
    assert "not all are accounted for. No count from it can be relied on." in page
    assert "Everything that was read is accounted for" not in page


def test_a_run_without_charts_carries_no_script(run: RunFolder, manifest: Manifest) -> None:
    only = EntryRecord(name="topics", workbook="topic_model")
    real = manifest.model_copy(update={"entries": (only,), "synthetic": False})
    run.write_manifest(real)
    page = write_report(run).read_text()
    assert "<script" not in page
    assert "ynthetic" not in page.split("<body>")[1]


def test_a_workbooks_words_stand_around_its_results(page: str) -> None:
    opening = page.index("<p>Every model that <code>anyone</code> named.</p>")
    careful = page.index("<h3>What to be careful about</h3>")
    assert opening < page.index("<figure") < careful
    assert "&lt;b&gt;Much&lt;/b&gt;." in page


def test_sentences_stand_where_they_were_said_and_cannot_become_markup(
    run: RunFolder, manifest: Manifest
) -> None:
    entry = manifest.entries[0].name
    run.write_words(entry, "who_is_missing", "## Adopters\n\n**Only** 7 people. <script>alert(2)</script>")
    page = write_report(run).read_text(encoding="utf-8")
    assert "<h3>Adopters</h3>\n<p><strong>Only</strong> 7 people. &lt;script&gt;" in page
    assert run.shown(entry)[-1] == ("words", "who_is_missing")
