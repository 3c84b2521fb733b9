"""The rating room: a rater's sheet (``room``) and its view, and the coordinator's side (``coordinator``)."""

import os
from typing import Any

from heard.places import RATED_VARIABLE


def rating_room(consultation: str, collection: str, question: str, k: int, address: str) -> Any:
    """Show the rating room: to raters, whom a server of their own serves, a sheet; else the coordinator's.

    Parameters
    ----------
    consultation
        The consultation's folder, counted from the project's home.
    collection, question
        Codes of what the topics are of; ``"all"`` for every question.
    k
        Number of topics; 0 for the one chosen in ``topic_selection``, or 8.
    address
        Where the raters' server is reached, for the private links.
    """
    if served := os.environ.get(RATED_VARIABLE):
        return _sheet(served)
    from heard.widgets.rating_room.coordinator_view import coordinator

    return coordinator(consultation, collection, question, k, address)


def _sheet(folder: str) -> Any:
    # A rater waits for these imports: they are few.
    from pathlib import Path

    from heard.consultation import load_consultation
    from heard.store import open_store
    from heard.widgets.rating_room.widget import RoomWidget

    return RoomWidget(open_store(Path(folder), load_consultation(Path(folder))))
