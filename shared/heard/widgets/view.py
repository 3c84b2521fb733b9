"""The view of an explorer: a drop-down for each switch, and what the chosen state shows below them."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
from IPython.display import HTML, display

from heard.charts import Chart, unattended
from heard.results import table_html
from heard.tables import ResultTable, State, View
from heard.widgets.explorer import Explorer


def explore(view: View, work_out: Callable[[State], ResultTable | Chart]) -> None:
    """Show drop-downs for a view's switches and the result for what is chosen.

    Under papermill and in tests nobody can choose: then one line says what JupyterLab would offer.

    Parameters
    ----------
    view
        The switches.
    work_out
        From a state to the table or chart to show; it is called once for each state chosen.
    """
    if unattended():
        offered = ", ".join(f"{switch.label} ({len(switch.options)})" for switch in view.switches)
        print(f"In JupyterLab, explore by: {offered}.")
        return
    display(explorer_view(Explorer(view, work_out)))


def explorer_view(explorer: Explorer) -> widgets.VBox:
    """Return the widgets of an explorer, tied to it both ways."""
    shown = widgets.Output()
    status = widgets.Label()
    drop_downs = [_drop_down(explorer, switch.name, status) for switch in explorer.view.switches]

    def show(_change: Any = None) -> None:
        shown.clear_output(wait=True)
        with shown:
            _display(explorer)

    explorer.observe(show, names=["result", "problem"])
    show()
    return widgets.VBox([widgets.HBox([*drop_downs, status], layout={"flex_flow": "row wrap"}), shown])


def _drop_down(explorer: Explorer, name: str, status: widgets.Label) -> widgets.Dropdown:
    switch = next(switch for switch in explorer.view.switches if switch.name == name)
    drop_down = widgets.Dropdown(
        description=switch.label,
        options=[(label, value) for value, label in switch.options.items()],
        value=explorer.state[name],
        style={"description_width": "initial"},
    )

    def choose(change: dict[str, Any]) -> None:
        status.value = "Working..."
        try:
            explorer.choose(name, change["new"])
        finally:
            status.value = ""

    drop_down.observe(choose, names="value")
    return drop_down


def _display(explorer: Explorer) -> None:
    if explorer.problem:
        print(explorer.problem)
    elif isinstance(explorer.result, ResultTable):
        display(HTML(table_html(explorer.result)))
    else:
        display(explorer.result)
