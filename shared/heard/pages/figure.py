"""One state of a figure as HTML: sentence, the chart's still picture, the same as a table, base, caveats.

A script changes a figure by putting another state's HTML in the place of the one that stands, and draws the
chart over its still picture. So the HTML of a state is complete by itself, and is written here alone.
"""

from collections.abc import Callable

from heard.pages.elements import Html, element, inside
from heard.pages.model import Chart, Column, Figure, Row, State, Table

Picture = Callable[[str], str]
"""From the file of a still picture to an address at which a browser finds it."""

NOT_PUBLISHED = element(
    "p",
    "This choice was not published for this figure. Choose another, or take the figure's table away.",
    class_="unpublished",
)


def state_html(figure: Figure, state: State, symbols: dict[str, str], picture: Picture) -> Html:
    """Return a figure in one state.

    Parameters
    ----------
    figure, state
        The figure, and the one of its states to write.
    symbols
        What each symbol of a table's cell means.
    picture
        Where a still picture is found.
    """
    chart = state["chart"]
    return inside(
        element("p", state["sentence"], class_="sentence"),
        _chart(figure, chart, picture) if chart else None,
        _folded(figure, state, symbols),
        element("p", state["base"], class_="base") if state["base"] else None,
        _caveats(state["caveats"]),
    )


def _chart(figure: Figure, chart: Chart, picture: Picture) -> Html:
    drawing = element(
        "div",
        element("img", src=picture(chart["still"]), alt=chart["alt"]),
        class_="drawing",
        tabindex="0",
        role="group",
        aria_label=f"Chart: {chart['title']}",
    )
    # A figure's heading is not said twice.
    title = None if chart["title"] == figure["title"] else element("strong", chart["title"])
    caption = element("figcaption", title, element("br") if title else None, chart["subtitle"])
    return element("figure", caption, drawing, element("p", chart["source"], class_="source"), class_="chart")


def _folded(figure: Figure, state: State, symbols: dict[str, str]) -> Html | None:
    table = state["table"]
    if not table["columns"]:
        return None
    return element(
        "details",
        element("summary", "The same as a table" if state["chart"] else "Table"),
        _table(figure, state, symbols),
        _legend(table, symbols),
        class_="table",
        open=state["chart"] is None,
    )


def _table(figure: Figure, state: State, symbols: dict[str, str]) -> Html:
    columns = state["table"]["columns"]
    subtitle = state["chart"]["subtitle"] if state["chart"] else ""
    caption = element(
        "caption", element("strong", figure["title"]), *([element("br"), subtitle] if subtitle else [])
    )
    head = element("tr", *(element("th", each["label"], scope="col", class_=_kind(each)) for each in columns))
    body = (_row(row, columns, symbols) for row in state["table"]["rows"])
    table = element("table", caption, element("thead", head), element("tbody", *body))
    return element(
        "div", table, class_="scroll", tabindex="0", role="region", aria_label=f"Table: {figure['title']}"
    )


def _row(row: Row, columns: list[Column], symbols: dict[str, str]) -> Html:
    cells = [
        element("th", shown, scope="row")
        if place == 0
        else element("td", _cell(shown, symbol, symbols), class_=_kind(column))
        for place, ((shown, symbol), column) in enumerate(zip(row["cells"], columns, strict=True))
    ]
    return element("tr", *cells, data_id=row["id"])


def _cell(shown: str, symbol: str, symbols: dict[str, str]) -> Html:
    """Return a cell; a symbol is said in words to whoever hears the page, so that it is never a zero."""
    if not symbol:
        return inside(shown)
    said = symbols.get(symbol, "not shown")
    return inside(
        element("span", shown, aria_hidden="true", title=said), element("span", said, class_="unseen")
    )


def _kind(column: Column) -> str | None:
    return "number" if column["kind"] == "number" else None


def _legend(table: Table, symbols: dict[str, str]) -> Html | None:
    found = {symbol for row in table["rows"] for _, symbol in row["cells"]}
    lines = [element("li", f"[{symbol}] {words}") for symbol, words in symbols.items() if symbol in found]
    return element("ul", *lines, class_="symbols") if lines else None


def _caveats(caveats: list[str]) -> Html | None:
    if not caveats:
        return None
    return element("ul", *(element("li", words) for words in caveats), class_="caveats")
