"""The release desk: a model without a browser (``desk``), and one widget that shows it."""

from heard.widgets.release_desk.desk import ReleaseDesk, open_desk
from heard.widgets.release_desk.widget import ReleaseDeskWidget, release_desk

__all__ = ["ReleaseDesk", "ReleaseDeskWidget", "open_desk", "release_desk"]
