"""One look for every chart: the UK Government Analysis Function's palette and its rules for charts.

Palette, its order and the limit of four colours:
https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/
"""

from typing import Any

from heard.errors import HeardError

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25")
MAIN = PALETTE[0]
INK = "#1D1D1B"
QUIET = "#595959"
FAINT = "#D9D9D9"
PALEST = "#EEF2F6"
WIDTH = 680
STEP = 28

# Roboto travels inside the converter, so that stills measure and draw their text alike on every machine.
FONT = "Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif"

CONFIG: dict[str, Any] = {
    "background": "#FFFFFF",
    "font": FONT,
    "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 320},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelAngle": 0,
        "labelColor": INK,
        "labelFontSize": 13,
        "labelLimit": 300,
        "labelPadding": 8,
        "titleColor": INK,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titlePadding": 10,
        "gridColor": FAINT,
    },
    "header": {
        "title": None,
        "labelColor": INK,
        "labelFontSize": 13,
        "labelFontWeight": "bold",
        "labelAnchor": "start",
    },
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "title": None,
        "labelColor": INK,
        "labelFontSize": 13,
        "labelLimit": 460,
        "symbolSize": 120,
        "offset": 8,
    },
    "range": {"category": list(PALETTE), "symbol": ["circle", "diamond", "square", "triangle-up"]},
    "text": {"color": INK, "fontSize": 13},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "color": INK,
        "fontSize": 17,
        "subtitleColor": QUIET,
        "subtitleFontSize": 13,
        "subtitleLineHeight": 17,
        "subtitlePadding": 6,
        "lineHeight": 21,
        "offset": 14,
    },
}


def colours(number: int, *, where: str) -> list[str]:
    """Return the first colours of the palette; raises HeardError for more than four.

    Parameters
    ----------
    number
        How many categories are to be told apart by colour.
    where
        The result table, for the message.
    """
    if number > len(PALETTE):
        raise HeardError(
            f"{number} categories are too many to tell apart by colour",
            where=where,
            fix=f"Choose at most {len(PALETTE)} with where=, or draw a panel for each (charts.panels).",
        )
    return list(PALETTE[:number])
