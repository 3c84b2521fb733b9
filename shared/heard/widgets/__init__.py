"""Widgets for JupyterLab: a traitlets model that is tested without a browser, and a thin view of it."""

from heard.widgets.explorer import Explorer
from heard.widgets.progress_bar import progress
from heard.widgets.view import explore

__all__ = ["Explorer", "explore", "progress"]
