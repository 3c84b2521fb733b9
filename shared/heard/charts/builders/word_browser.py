"""Topics and their words to look around in, in the spirit of LDAvis (Sievert and Shirley 2014)."""

import altair as alt

from heard.charts.builders import parts
from heard.charts.builders.bubbles import map_of
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose
from heard.charts.theme import MAIN, PALETTE
from heard.charts.wording import subtitle
from heard.tables import ResultTable

_WORDS = 20
_LAMBDA = 0.6
_SIDE, _WIDTH, _STEP = 360, 260, 19
# The last number of an axis stands outside of what Vega measures.
_PADDING = {"left": 5, "top": 5, "right": 20, "bottom": 5}
_RELEVANCE = "lambda * log(datum.probability) + (1 - lambda) * log(datum.lift)"


@or_plain_words
def word_browser(
    words: ResultTable, places: ResultTable, *, source: Source, title: str = "", name: str = ""
) -> Chart:
    """Draw a map of topics beside the most relevant words of the one that is chosen.

    A topic is chosen by a click on the map or from a list, and a slider weighs how frequent a word is in it
    against how much more frequent than elsewhere. The still picture shows the first topic at lambda 0.6.

    Parameters
    ----------
    words
        Columns topic, word, probability and lift.
    places
        Columns topic, x, y and tokens_share, of the same topics.
    source
        Where the numbers come from.
    title, name
        Instead of those of ``words``.

    Raises
    ------
    HeardError
        A table cannot be drawn so; see :func:`heard.charts.plotted.choose`.
    """
    listed = choose(words, ["topic", "word"], ["probability", "lift"], None)
    placed = choose(places, ["topic"], ["x", "y", "tokens_share"], None)
    topics = parts.names_of(placed.frame["topic"])
    chosen, weight = _controls(topics)
    drawing = (
        alt.hconcat(
            map_of(placed, ("x", "y", "tokens_share", "topic"), _SIDE, chosen),
            _bars(listed, chosen),
            spacing=30,
            padding=_PADDING,
        )
        .add_params(weight)
        .resolve_scale(color="independent")
    )
    below = subtitle(
        listed,
        "probability",
        f"The {_WORDS} most relevant words; bars: share of the topic's words, lines: share of all words",
    )
    facts = (
        "Map of topics beside a bar chart",
        f"{len(topics)} topics",
        f"{topics[0]}: {', '.join(_first_words(listed, topics[0]))}",
    )
    return finish(drawing, listed, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _controls(topics: list[str]) -> tuple[alt.Parameter, alt.Parameter]:
    """Return the topic chosen, by a click or from a list, and the weight that the slider sets."""
    chosen = alt.selection_point(
        name="topic",
        fields=["topic"],
        bind=alt.binding_select(options=topics, name="Topic "),
        on="click",
        clear=False,
        empty=False,
        value=topics[0],
    )
    slider = alt.binding_range(min=0, max=1, step=0.1, name="Frequent in it (1) or only in it (0) ")
    return chosen, alt.param(name="lambda", value=_LAMBDA, bind=slider)


def _bars(listed: Plotted, chosen: alt.Parameter) -> parts.Drawing:
    in_order = alt.EncodingSortField(field="relevance", op="max", order="descending")
    y = alt.Y("word", type="nominal", sort=in_order, axis=alt.Axis(title=None))
    axis = alt.Axis(title=None, format=".0%", tickCount=4, grid=True)
    shown = parts.tooltip(listed, ["word"], ["probability", "lift"])
    bars = (
        alt.Chart()
        .mark_bar(color=MAIN)
        .encode(x=alt.X("probability", type="quantitative", axis=axis), y=y, tooltip=shown)
    )
    ticks = (
        alt.Chart()
        .mark_tick(color=PALETTE[3], thickness=3, size=_STEP - 4)
        .encode(x=alt.X("everywhere", type="quantitative"), y=y, tooltip=shown)
    )
    return (
        alt.layer(
            bars,
            ticks,
            data=parts.inline(listed.values(["topic", "word", "probability", "lift"])),
            width=_WIDTH,
            height=alt.Step(_STEP),
        )
        .transform_filter(chosen)
        .transform_calculate(relevance=_RELEVANCE, everywhere="datum.probability / datum.lift")
        .transform_window(rank="row_number()", sort=[alt.SortField("relevance", order="descending")])
        .transform_filter(f"datum.rank <= {_WORDS}")
    )


def _first_words(listed: Plotted, topic: str) -> list[str]:
    rows = listed.frame[listed.frame["topic"] == topic]
    return rows.nlargest(5, "probability")["word"].tolist()
