"""The demo as it grows: rows of every file, texts by key, and tables of what was planted."""

from dataclasses import dataclass, field
from typing import Any

from heard.demo.composer import Composer
from heard.demo.streams import stream
from heard.demo.text import Text

Row = dict[str, Any]


@dataclass
class Draft:
    """The demo consultation before it is written.

    Attributes
    ----------
    seed
        What every stream begins with.
    composer
        Who writes the sentences.
    rows
        File name to its rows; a cell may be a :class:`Text`, whose words are written.
    texts
        Every text by its key.
    truth
        File name (in ``truth/``) to its rows.
    documents
        File name to its whole text, for files that are no tables.
    """

    seed: int
    composer: Composer = field(default_factory=Composer)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    truth: dict[str, list[Row]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)

    def add_text(self, text: Text) -> Text:
        """Remember a text by its key and return it."""
        self.texts[text.key] = text
        return text

    def lot(self, key: str) -> float:
        """Return the lot of a text, from 0 to 1: it decides which planting may touch it, so none collide."""
        return stream(self.seed, f"lot/{key}").random()

    def texts_with_lot(self, collection: str, question: str, low: float, high: float) -> list[Text]:
        """Return the texts of a question (any, if empty) whose lot is from low up to high, in key order."""
        return [
            text
            for key, text in sorted(self.texts.items())
            if key.startswith(f"{collection}/")
            and key.endswith(f"/{question}" if question else "")
            and text.pieces
            and low <= self.lot(key) < high
        ]
