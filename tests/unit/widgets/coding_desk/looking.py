"""What a coder sees on a text."""

from heard.widgets.coding_desk import Desk


def seen(desk: Desk) -> list[tuple[str, str, int | None, int | None]]:
    """Return (coder, code, start, end) of what is on the text in hand, those of the file left out."""
    codings = desk.state.codings.of_text(desk.text_id)
    return sorted((each.coder, each.code, each.start, each.end) for each in codings if each.origin != "file")
