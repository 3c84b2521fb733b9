"""The script and the style of every page, and the chart library that draws them; each is one file."""

from functools import cache
from importlib import resources

SCRIPTS = (
    "say.js",
    "choices.js",
    "tooltip.js",
    "marks.js",
    "drawing.js",
    "kernel.js",
    "states.js",
    "page.js",
)


@cache
def assets() -> dict[str, bytes]:
    """Return the files that every page needs, by name, to be kept in ``assets`` beside the pages.

    They are classic scripts, which a browser runs from a folder too. The library is vega-embed with all that
    it needs, about 0.9 MB.
    """
    return {
        "page.css": _front("page.css").encode(),
        "page.js": "\n".join(_front(name) for name in SCRIPTS).encode(),
        "charts.js": _library().encode(),
        "onward.js": _front("onward.js").encode(),
    }


def _front(name: str) -> str:
    return resources.files("heard.pages").joinpath("front", name).read_text(encoding="utf-8")


def _library() -> str:
    # Here, because a kernel that shows a page never needs it.
    import vl_convert

    bundled: str = vl_convert.javascript_bundle("window.heardEmbed = vegaEmbed;")
    return f"(function () {{{bundled}\n}})();\n"
