"""A place to write what was decided and why: it is in the store before the screen says so."""

from collections.abc import Callable, Sequence

import ipywidgets as widgets
import traitlets
from IPython.display import display

from heard.charts import unattended
from heard.errors import HeardError
from heard.identity import Actor
from heard.store import Conflict, Decision, Store, decide, last_decision


class DecisionModel(traitlets.HasTraits):
    """Holds what stands decided, and writes what is decided next.

    ``standing`` is the last decision (None where there never was one), ``said`` a line for the reader.

    Parameters
    ----------
    store, actor
        Where decisions are kept, and who decides.
    subject
        What is decided, such as ``topics/advice.q4/k``.
    """

    standing = traitlets.Instance(Decision, allow_none=True)
    said = traitlets.Unicode()

    def __init__(self, store: Store, actor: Actor, subject: str) -> None:
        super().__init__()
        self._store, self._actor, self._subject = store, actor, subject
        self.standing = last_decision(store, subject)
        self.said = self._stands()

    def keep(self, value: str | None, reason: str) -> bool:
        """Decide, or take the decision back (None); return whether it was kept."""
        try:
            self.standing = decide(self._store, self._actor, self._subject, value, reason, seen=self.standing)
        except Conflict as conflict:
            self.standing = conflict.theirs
            self.said = f"Not kept: somebody decided meanwhile. {self._stands()}"
            return False
        except HeardError as error:
            self.said = f"Not kept: {error}"
            return False
        self.said = f"Kept. {self._stands()}"
        return True

    def _stands(self) -> str:
        last = self.standing
        if last is None:
            return "Nobody has chosen yet."
        what = "took the choice back" if last.value is None else f"chose {last.value}"
        return f"{last.actor} {what} on {last.at:%d %B %Y at %H:%M} UTC: {last.reason}"


def decision(
    open_store: Callable[[], Store],
    actor: Actor,
    subject: str,
    label: str,
    options: Sequence[str],
    first: str,
) -> None:
    """Show a place to decide; in a batch nobody is there to, and nothing is shown.

    Parameters
    ----------
    open_store
        Opens the store, which is made if nobody has written anything by hand yet.
    actor, subject
        Who decides, and what is decided, such as ``topics/advice.q4/k``.
    label
        What is chosen ("Number of topics").
    options, first
        What may be chosen, and what the drop-down begins with where nothing stands.
    """
    if not unattended():
        display(decision_view(DecisionModel(open_store(), actor, subject), label, options, first))


def decision_view(model: DecisionModel, label: str, options: Sequence[str], first: str) -> widgets.VBox:
    """Return the widgets of a decision, tied to its model."""
    stands = model.standing.value if model.standing and model.standing.value in options else first
    wide = {"description_width": "initial"}
    chosen = widgets.Dropdown(description=label, options=list(options), value=stands, style=wide)
    reason = widgets.Textarea(description="Why", placeholder="What speaks for it", layout={"width": "40em"})
    keep = widgets.Button(description="Keep this choice", button_style="primary")
    back = widgets.Button(description="Take it back")
    said = widgets.Label(value=model.said)
    traitlets.dlink((model, "said"), (said, "value"))

    def kept(value: str | None) -> None:
        if model.keep(value, reason.value):
            reason.value = ""

    keep.on_click(lambda _: kept(chosen.value))
    back.on_click(lambda _: kept(None))
    return widgets.VBox([chosen, reason, widgets.HBox([keep, back]), said])
