"""What the demo's folder says about itself: files that are copied into it as they stand."""

from importlib.resources import files


def definition(name: str) -> str:
    """Return the text of one of these files."""
    return (files("heard.demo.definition") / name).read_text(encoding="utf-8")
