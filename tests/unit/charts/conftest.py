"""Small result tables, worked out by hand, and one chart of every kind."""

import pandas as pd
import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.tables import ResultTable, base, count, dimension, estimate, interval, rate

THEMES = ("Money", "Being listened to", "Contact with brothers and sisters after a move")
GROUPS = ("Adopters", "Foster carers", "Birth parents", "Young people", "Kinship carers")
SHARES = (
    dimension("theme", "Theme", overlaps=True),
    count("people", "People who raised it", "respondents"),
    base("asked", "Everyone who answered", "respondents"),
    rate("share", "Share of respondents", of=("people", "asked")),
    interval("low", "95% interval, low", of="share", side="low"),
    interval("high", "95% interval, high", of="share", side="high"),
)


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    share = frame["people"] / frame["asked"]
    return frame.assign(share=share, low=(share - 0.05).clip(0), high=(share + 0.05).clip(upper=1))


@pytest.fixture(scope="session")
def source() -> Source:
    return Source("A review, its owner", synthetic=True)


@pytest.fixture(scope="session")
def themes() -> ResultTable:
    frame = _shares(pd.DataFrame({"theme": THEMES, "people": [20, 80, 50], "asked": 200}))
    return ResultTable("themes", "themes by how often raised", frame, SHARES, "respondents to the call")


@pytest.fixture(scope="session")
def by_group() -> ResultTable:
    rows = [
        {"group": group, "theme": theme, "people": 10 * place + len(theme) % 7, "asked": 100}
        for place, group in enumerate(GROUPS)
        for theme in THEMES
    ]
    columns = (dimension("group", "Group", overlaps=True), *SHARES)
    return ResultTable("by_group", "Themes by group", _shares(pd.DataFrame(rows)), columns, "respondents")


@pytest.fixture(scope="session")
def pairs() -> ResultTable:
    together = {(0, 1): 9, (0, 2): 0, (1, 2): 4}
    rows = [
        {"theme": THEMES[a], "other": THEMES[b], "texts": number}
        for (first, second), number in together.items()
        for a, b in ((first, second), (second, first))
    ]
    columns = (dimension("theme", "Theme"), dimension("other", "With"), count("texts", "Texts", "texts"))
    return ResultTable("pairs", "Themes that come together", pd.DataFrame(rows), columns, "coded notes")


@pytest.fixture(scope="session")
def found() -> ResultTable:
    read = pd.Series(range(1, 1002))
    frame = pd.DataFrame({"read": read, "codes": 40 - 40 // read})
    columns = (dimension("read", "Texts read"), count("codes", "Codes found", "codes"))
    return ResultTable("found", "New codes against texts read", frame, columns, "coded notes")


@pytest.fixture(scope="session")
def reach() -> ResultTable:
    frame = pd.DataFrame({"group": GROUPS[:3], "people": [50, 10, 40], "asked": 100})
    frame["share"] = frame["people"] / 100
    frame["population"] = [0.2, 0.4, 0.4]
    columns = (
        dimension("group", "Group"),
        count("people", "People", "people"),
        base("asked", "Everyone heard", "people"),
        rate("share", "Share of those heard", of=("people", "asked")),
        estimate("population", "Share of the population", "share"),
    )
    return ResultTable("reach", "Heard against the population", frame, columns, "people at sessions")


@pytest.fixture(scope="session")
def expected() -> ResultTable:
    frame = pd.DataFrame({"read": [1, 2, 3, 4], "codes": [2, 3, 3, 4], "mean": [1.5, 2.5, 3.25, 4.0]})
    frame = frame.assign(low=frame["mean"] - 0.5, high=frame["mean"] + 0.25, fitted=frame["mean"] + 0.1)
    columns = (
        dimension("read", "Texts read"),
        count("codes", "Codes met, as read", "codes"),
        estimate("mean", "Codes met, mean", "codes"),
        interval("low", "Low", of="mean", side="low"),
        interval("high", "High", of="mean", side="high"),
        estimate("fitted", "Codes met, fitted", "codes"),
    )
    return ResultTable("expected", "Codes met", frame, columns, "coded notes")


@pytest.fixture(scope="session")
def criteria() -> ResultTable:
    frame = pd.DataFrame(
        {
            "criterion": ["Coherence"] * 3 + ["Perplexity"] * 3,
            "k": [2, 3, 4] * 2,
            "best": ["", "best: 3", "", "", "", "best: 4"],
            "value": [0.1, 0.3, 0.2, 900.0, 700.0, 650.0],
            "low": [0.0, 0.2, 0.1, 880.0, 690.0, 640.0],
            "high": [0.2, 0.4, 0.3, 950.0, 720.0, 660.0],
        }
    )
    columns = (
        dimension("criterion", "Criterion"),
        dimension("k", "Number of topics"),
        dimension("best", "Best?"),
        estimate("value", "Mean", "see the criterion"),
        interval("low", "Lowest", of="value", side="low"),
        interval("high", "Highest", of="value", side="high"),
    )
    return ResultTable("criteria_by_k", "Criteria", frame, columns, "all texts")


@pytest.fixture(scope="session")
def places() -> ResultTable:
    frame = pd.DataFrame(
        {
            "topic": ["T1: school, pupils", "T2: court, judge", "T3: carers"],
            "x": [0.4, -0.2, 0.0],
            "y": [0.1, 0.1, -0.3],
            "tokens_share": [0.5, 0.3, 0.2],
        }
    )
    columns = (
        dimension("topic", "Topic", overlaps=True),
        estimate("x", "First direction", "distance"),
        estimate("y", "Second direction", "distance"),
        estimate("tokens_share", "Share of words", "share"),
    )
    return ResultTable("topic_map", "Topics on a map", frame, columns, "all texts")


@pytest.fixture(scope="session")
def words() -> ResultTable:
    """A word that is common everywhere, and some that are nearly the first topic's own."""
    frame = pd.DataFrame(
        {
            "topic": ["T1: school, pupils"] * 3 + ["T2: court, judge"] * 2 + ["T3: carers"],
            "word": ["school", "pupils", "exam", "court", "school", "carers"],
            "probability": [0.3, 0.1, 0.02, 0.4, 0.2, 0.5],
            "lift": [1.1, 5.0, 6.0, 4.0, 0.9, 4.0],
        }
    )
    columns = (
        dimension("topic", "Topic", overlaps=True),
        dimension("word", "Word", overlaps=True),
        estimate("probability", "Share of the topic's words", "share"),
        estimate("lift", "Lift", "ratio"),
    )
    return ResultTable("relevant_words", "Words by relevance", frame, columns, "all texts")


@pytest.fixture(scope="session")
def areas() -> ResultTable:
    frame = pd.DataFrame(
        {
            "area": ["North", "South", "East", "West"],
            "where": ["Inside", "Above the limits", "Inside", "Inside"],
            "raised": [10, 30, 9, 11],
            "asked": [50, 50, 40, 60],
        }
    )
    frame["share"] = frame["raised"] / frame["asked"]
    columns = (
        dimension("area", "Area"),
        dimension("where", "Against the limits"),
        count("raised", "People who raised it", "people"),
        base("asked", "People of the area", "people"),
        rate("share", "Share of the area", of=("raised", "asked")),
    )
    return ResultTable("areas", "School by area", frame, columns, "people who stated an area")


@pytest.fixture(scope="session")
def limits() -> ResultTable:
    frame = pd.DataFrame({"limit": ["Inner"] * 3 + ["Outer"] * 3, "asked": [35, 50, 65] * 2, "all": 0.3})
    frame = frame.assign(low=[0.15, 0.17, 0.19, 0.1, 0.12, 0.14], high=[0.45, 0.43, 0.41, 0.5, 0.48, 0.46])
    columns = (
        dimension("limit", "Limit"),
        dimension("asked", "People of the area"),
        estimate("all", "All together", "share"),
        interval("low", "Lower limit", of="all", side="low"),
        interval("high", "Upper limit", of="all", side="high"),
    )
    return ResultTable("limits", "Limits", frame, columns, "people who stated an area")


@pytest.fixture(scope="session")
def every_chart(
    source: Source,
    themes: ResultTable,
    by_group: ResultTable,
    pairs: ResultTable,
    found: ResultTable,
    reach: ResultTable,
    expected: ResultTable,
    criteria: ResultTable,
    places: ResultTable,
    words: ResultTable,
    areas: ResultTable,
    limits: ResultTable,
) -> dict[str, Chart]:
    return {
        "ranked_bars": charts.ranked_bars(themes, category="theme", value="share", source=source),
        "ranked_bars of counts": charts.ranked_bars(themes, category="theme", value="people", source=source),
        "panels": charts.panels(by_group, category="theme", value="share", group="group", source=source),
        "heat_table": charts.heat_table(pairs, down="theme", across="other", value="texts", source=source),
        "line": charts.line(found, along="read", value="codes", steps=True, source=source),
        "comparison": charts.comparison(
            reach, category="group", first="share", second="population", source=source
        ),
        "curves": charts.curves(expected, along="read", values=["mean", "fitted"], source=source),
        "small_lines": charts.small_lines(
            criteria, along="k", value="value", group="criterion", marked="best", source=source
        ),
        "bubbles": charts.bubbles(places, x="x", y="y", size="tokens_share", label="topic", source=source),
        "funnel": charts.funnel(
            areas, limits, category="area", value="share", verdict="where", source=source
        ),
        "word_browser": charts.word_browser(words, places, source=source),
    }
