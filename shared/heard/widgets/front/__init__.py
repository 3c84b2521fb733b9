"""Scripts that several widgets are made of."""

from collections.abc import Iterable
from importlib import resources

_SHARED = resources.files("heard.widgets.front")


def joined(package: str, names: Iterable[str]) -> str:
    """Return files of a widget's ``front`` folder as one, with the shared ones of ``heard/widgets/front``.

    One idea a file; a browser is given one module, in which all of them know each other.

    Parameters
    ----------
    package
        The widget's package, such as ``heard.widgets.coding_desk``.
    names
        Names of files; ``shared/elements.js`` is one of the shared ones.
    """
    own = resources.files(package) / "front"
    places = (
        _SHARED / name.removeprefix("shared/") if name.startswith("shared/") else own / name for name in names
    )
    return "\n".join(place.read_text(encoding="utf-8") for place in places)
