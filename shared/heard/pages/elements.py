"""HTML in small pieces: whatever is not made here is escaped, so that no word of a release is ever markup."""

from html import escape

_VOID = ("br", "hr", "img", "input", "link", "meta")


class Html(str):
    """Markup that was made by :func:`element`; any other string is words, and is escaped."""

    __slots__ = ()


def inside(*parts: str | None) -> Html:
    """Return parts one after the other; None is left out."""
    return Html(
        "".join(part if isinstance(part, Html) else escape(part) for part in parts if part is not None)
    )


def element(tag: str, *parts: str | None, **attributes: str | bool | None) -> Html:
    """Return an element.

    Parameters
    ----------
    tag
        Its name.
    *parts
        What is in it: words, which are escaped, and elements.
    **attributes
        By name; an underscore stands for a hyphen, and one at the end is left out (``class_``). True writes
        the name alone, None and False leave it out.
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{inside(*parts)}</{tag}>")


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    named = name.rstrip("_").replace("_", "-")
    return f" {named}" if value is True else f' {named}="{escape(str(value), quote=True)}"'


def data_block(name: str, json_text: str) -> Html:
    """Return JSON for a script to read, in an element that no browser runs."""
    # Only "<" could end the element; in JSON it may be written as an escape.
    return Html(
        f'<script type="application/json" id="{name}">{json_text.replace("<", chr(92) + "u003c")}</script>'
    )
