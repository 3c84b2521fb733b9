"""The machine's proposal of what to hide in a text: asked for one text at a time, and remembered."""

from collections.abc import Callable

import pandas as pd

from heard.store import Hidden

Find = Callable[[pd.DataFrame], pd.DataFrame]
"""From text_id and text to the details found: text_id, start, end, kind and replacement."""


class Proposals:
    """Proposes what to hide; a text is read when somebody looks at a quotation of it, and once.

    Parameters
    ----------
    texts
        Id to words.
    find
        Finds personal details.
    """

    def __init__(self, texts: dict[str, str], find: Find) -> None:
        self._texts, self._find = texts, find
        self._found: dict[str, tuple[Hidden, ...]] = {}

    def of(self, text_id: str) -> tuple[Hidden, ...]:
        """Return what is proposed to be hidden in a text, in order."""
        if text_id not in self._found:
            self._found[text_id] = self._look(text_id)
        return self._found[text_id]

    def _look(self, text_id: str) -> tuple[Hidden, ...]:
        one = pd.DataFrame({"text_id": [text_id], "text": [self._texts[text_id]]}, dtype="str")
        details = self._find(one).sort_values("start")
        rows = details[["start", "end", "replacement", "kind"]].itertuples(index=False, name=None)
        return tuple(Hidden(int(start), int(end), *named) for start, end, *named in rows)
