"""What a workbook says in words: its title, what it answers, and what to be careful about."""

import json
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup


@dataclass(frozen=True)
class Prose:
    """The words of a workbook as HTML, without its code.

    Attributes
    ----------
    title
        Its first heading.
    before, after
        What it says before its first cell of code, and in its last cell of words; headings stand one level
        lower.
    """

    title: str = ""
    before: str = ""
    after: str = ""


def prose_of(notebook: Path) -> Prose:
    """Return the words of a notebook; all empty where there is none."""
    if not notebook.exists():
        return Prose()
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    before = [_words(cell) for cell in takewhile(_is_markdown, cells)]
    after = [_words(cell) for cell in cells[len(before) :] if _is_markdown(cell)][-1:]
    title, _, rest = "\n\n".join(before).partition("\n")
    if not title.startswith("# "):
        title, rest = "", "\n\n".join(before)
    return Prose(_plain(title), html_of(rest), html_of("".join(after)))


def _is_markdown(cell: dict[str, Any]) -> bool:
    return bool(cell["cell_type"] == "markdown")


def _words(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _plain(title: str) -> str:
    return title.removeprefix("# ").replace("`", "").replace("*", "")


def html_of(markdown: str) -> Markup:
    """Return Markdown as HTML, its headings one level lower, without pictures or HTML of its own."""
    # HTML in the Markdown is shown as it is written, never passed on.
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    tokens = parser.parse(markdown)
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = f"h{int(token.tag[1]) + 1}"
    return Markup(parser.renderer.render(tokens, parser.options, {}))
