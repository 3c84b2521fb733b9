"""The coordinator's side of the rating room, as JupyterLab shows it."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from heard.charts import unattended
from heard.errors import HeardError
from heard.identity import current_actor
from heard.places import from_home
from heard.widgets.progress_bar import progress
from heard.widgets.rating_room.coordinator import Asked, Coordinator

_WIDE = {"description_width": "initial"}
_STATES = {"open": "Open", "locked": "Locked"}


def coordinator(
    consultation: str, collection: str, question: str, k: int, address: str
) -> widgets.VBox | None:
    """Show what a coordinator of raters needs; in a batch, where there is none, a line says what that is."""
    if unattended():
        print("In JupyterLab, open a round of rating here, invite raters, and group the names they gave.")
        return None
    asked = Asked(collection, question, k)
    return CoordinatorView(Coordinator(from_home(consultation), current_actor(), asked, address)).everything


class CoordinatorView:
    """The widgets of a coordinator, tied to the model.

    Attributes
    ----------
    everything
        What is to be displayed.
    """

    def __init__(self, model: Coordinator) -> None:
        self._model = model
        self._said = widgets.HTML()
        self._progress = widgets.Output()
        self._round = widgets.Dropdown(description="Round", style=_WIDE, layout={"width": "30em"})
        self._name = widgets.Text(description="New round", placeholder="Its name", style=_WIDE)
        self._names = widgets.Textarea(placeholder="A name on each line", layout={"width": "24em"}, rows=4)
        self._links, self._raters = widgets.HTML(), widgets.HTML()
        self._locked = widgets.Dropdown(description="Open again the sheet of", style=_WIDE)
        self._reason = widgets.Text(placeholder="Why", layout={"width": "24em"})
        self._shared = widgets.VBox()
        self._round.observe(lambda _: self._show_round(), "value")
        self.everything = widgets.VBox(
            [
                self._said,
                _heading("Rounds"),
                self._round,
                widgets.HBox([self._name, self._button("Open a round about the topics", self._open)]),
                self._progress,
                _heading("Raters"),
                widgets.HBox([self._names, self._button("Invite them", self._invite)]),
                self._links,
                self._raters,
                widgets.HBox([self._locked, self._reason, self._button("Open it again", self._reopen)]),
                self._button("Look again", self._show_round),
                _heading("Sheets as spreadsheets"),
                widgets.HBox(
                    [
                        self._button("Write a workbook for each rater", self._write),
                        self._button("Take in the workbooks", self._read),
                    ]
                ),
                _heading("Names"),
                self._shared,
            ],
            layout={"align_items": "flex-start"},
        )
        self._show_rounds()

    def _button(self, label: str, deed: Callable[[], str | None]) -> widgets.Button:
        made = widgets.Button(description=label, layout={"width": "auto"})
        made.on_click(lambda _: self._do(deed))
        return made

    def _do(self, deed: Callable[[], str | None]) -> None:
        """Do what a button is for, and say what came of it."""
        self._tell("Working…")
        try:
            self._tell(deed() or "")
        except HeardError as error:
            self._tell(f"Not done: {error}")

    def _tell(self, words: str) -> None:
        lines = "<br>".join(escape(line) for line in words.splitlines())
        self._said.value = f'<p role="status">{lines}</p>'

    def _show_rounds(self) -> None:
        known = self._model.rounds()
        self._round.options = list(zip(known["name"], known["round_id"], strict=True))
        self._show_round()

    def _show_round(self) -> None:
        if self._round.value is None:
            self._raters.value = "<p>No round is open yet.</p>"
            return
        self._raters.value = _raters_table(self._model.raters(self._round.value))
        self._locked.options = self._model.locked(self._round.value)
        self._show_names()

    def _show_names(self) -> None:
        rows = self._model.names(self._round.value).to_dict(orient="records")
        self._shared.children = [self._name_row(row) for row in rows] or [
            widgets.HTML("<p>No locked sheet has a name yet.</p>")
        ]

    def _name_row(self, row: dict[Any, Any]) -> widgets.HBox:
        times = f" (given {row['given']} times)" if row["given"] > 1 else ""
        label = widgets.HTML(f"{escape(row['written'])}{times}", layout={"width": "24em"})
        shared = widgets.Text(value=row["shared"], description="goes under", style=_WIDE)
        state = widgets.Label("Confirmed" if row["confirmed"] else "Proposed")
        keep = self._button("Confirm", lambda: self._share(row["name"], shared.value))
        back = self._button("Take back", lambda: self._share(row["name"], None))
        return widgets.HBox([label, shared, keep, back, state])

    def _open(self) -> str:
        self._progress.clear_output()
        with self._progress:
            tell = progress("Fitting models")
        round_id = self._model.open_round(self._name.value, tell)
        self._name.value = ""
        self._show_rounds()
        self._round.value = round_id
        return "The round is open: invite raters to it."

    def _invite(self) -> str:
        invited = self._model.invite(self._chosen(), self._names.value.splitlines())
        self._links.value = _links_table(invited)
        self._names.value = ""
        self._show_round()
        return (
            "Send each link to its rater alone: links are shown this once, and a new one ends the one before."
        )

    def _reopen(self) -> str:
        if self._locked.value is None:
            raise HeardError("no sheet is locked", fix="There is nothing to open.")
        rater = self._locked.value
        self._model.reopen(self._chosen(), rater, self._reason.value)
        self._reason.value = ""
        self._show_round()
        return f"The sheet of {rater} is open again."

    def _write(self) -> str:
        written = self._model.write_sheets(self._chosen())
        return (
            f"{len(written)} workbooks are in {self._model.sheets_folder(self._chosen())}. They hold words."
        )

    def _read(self) -> str:
        lines = self._model.read_sheets(self._chosen())
        self._show_round()
        return "\n".join(lines) or f"There is no workbook in {self._model.sheets_folder(self._chosen())}."

    def _share(self, name: str, shared: str | None) -> str:
        self._model.share(self._chosen(), name, shared)
        self._show_names()
        return "Kept."

    def _chosen(self) -> str:
        if self._round.value is None:
            raise HeardError("no round is open", fix="Open one first.")
        return str(self._round.value)


def _heading(words: str) -> widgets.HTML:
    return widgets.HTML(f"<h3>{words}</h3>")


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(
        f'<th scope="col" style="text-align:left;padding-right:2em">{each}</th>' for each in headings
    )
    body = "".join(
        f"<tr>{''.join(f'<td style=padding-right:2em>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _links_table(invited: list[tuple[str, str]]) -> str:
    return _table(("Rater", "Private link, shown this once"), invited)


def _raters_table(raters: pd.DataFrame) -> str:
    rows = [
        (rater, _STATES[state], f"{answered} of {of}", "" if pd.isna(last) else f"{last:%d %B %Y, %H:%M} UTC")
        for rater, state, answered, of, last in raters.itertuples(index=False)
    ]
    return (
        _table(("Rater", "Sheet", "Pages answered", "Last answer"), rows)
        if rows
        else "<p>Nobody is invited yet.</p>"
    )
