import base64
import json
import re
from dataclasses import replace

import pytest

from heard.charts import Chart, bundle_html
from heard.charts.show import fingerprint, notebook_html
from heard.places import UNATTENDED_VARIABLE


@pytest.fixture
def chart(every_chart: dict[str, Chart]) -> Chart:
    return every_chart["ranked_bars"]


@pytest.fixture
def attended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(UNATTENDED_VARIABLE, raising=False)


@pytest.fixture
def unattended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(UNATTENDED_VARIABLE, "1")


@pytest.mark.usefixtures("unattended")
def test_nobody_there_no_script(chart: Chart) -> None:
    shown = chart._repr_mimebundle_()
    assert "<script" not in shown["text/html"]
    assert bundle_html() == ""
    assert shown["text/plain"] == f"{chart.title}\n{chart.alt}"


@pytest.mark.usefixtures("attended")
def test_the_specification_travels_inside_the_output(chart: Chart) -> None:
    awkward = replace(chart, spec={**chart.spec, "name": "</script><script>alert(1)</script>"})
    shown = notebook_html(awkward)
    kept = re.findall(r'<script type="application/json" class="heard-spec">(.*?)</script>', shown)
    assert [json.loads(spec) for spec in kept] == [awkward.spec]
    assert shown.count("<script") == 2


@pytest.mark.usefixtures("attended")
def test_the_bundle_cannot_end_its_own_script_element() -> None:
    bundle = bundle_html()
    assert bundle.lower().count("</script") == 1
    assert "heardEmbed" in bundle
    assert "heardDraw" in bundle


def test_the_still_has_alt_text_and_is_the_charts_picture(chart: Chart) -> None:
    hostile = replace(chart, alt='A "quoted" <b>alt</b>')
    shown = notebook_html(hostile)
    assert 'alt="A &quot;quoted&quot; &lt;b&gt;alt&lt;/b&gt;"' in shown
    still = re.search(r"base64,([^\"]+)", shown)
    assert still is not None
    assert base64.b64decode(still[1]).decode() == chart.svg


@pytest.mark.usefixtures("unattended")
def test_an_output_tells_whether_a_number_changed(chart: Chart) -> None:
    changed = json.loads(json.dumps(chart.spec))
    changed["data"]["values"][0]["share"] += 0.000001
    other = replace(chart, spec=changed)
    assert fingerprint(chart) != fingerprint(other)
    without_still = [
        re.sub(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+", "STILL", notebook_html(one))
        for one in (chart, replace(chart), other)
    ]
    assert without_still[0] == without_still[1] != without_still[2]


def test_a_file_says_its_title_and_source_and_a_page_says_them_as_text(chart: Chart) -> None:
    assert chart.title in chart.titled_svg
    assert "Synthetic data" in chart.titled_svg
    assert "Synthetic data, not real" not in re.sub(r'aria-label="[^"]*"', "", chart.svg)
    assert chart.titled_png.startswith(b"\x89PNG")
