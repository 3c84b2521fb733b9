"""The coding desk: a model without a browser (``desk``), and one widget that shows it."""

from heard.widgets.coding_desk.desk import Desk, open_desk
from heard.widgets.coding_desk.widget import DeskWidget, coding_desk

__all__ = ["Desk", "DeskWidget", "coding_desk", "open_desk"]
