"""A place to judge families of near-identical texts: their texts, and whether they are one voice.

One family is shown at a time. What is decided of it is a decision in the store, under the id of its first
text, so that it stands however the family grows.
"""

from collections.abc import Callable, Mapping

import ipywidgets as widgets
import pandas as pd
import traitlets
from IPython.display import display

from heard.analysis.voices import (
    JUDGED_UNDER,
    ONE_VOICE,
    OWN_VOICES,
    family_names,
    judged_families,
    texts_of_families,
)
from heard.charts import unattended
from heard.consultation import Consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.results import table_html
from heard.store import Store, decided_under
from heard.widgets.decision import DecisionModel, decision_view

_TEXTS = 5


class FamiliesModel(traitlets.HasTraits):
    """Holds which family is shown, and how each was judged.

    ``judged`` is family to decision, ``said`` how many are looked at.

    Parameters
    ----------
    store, actor
        Where decisions are kept, and who decides.
    families
        What :func:`heard.analysis.voices.find_families` returns.
    names
        Family to what readers call it.
    """

    judged = traitlets.Dict()
    said = traitlets.Unicode()

    def __init__(self, store: Store, actor: Actor, families: pd.DataFrame, names: Mapping[str, str]) -> None:
        super().__init__()
        self.names = names
        self._store, self._actor, self._families = store, actor, families
        sizes = families.groupby("family").size().sort_values(ascending=False, kind="stable")
        self.sizes = {str(family): int(size) for family, size in sizes.items()}
        self._look()

    def decision_of(self, family: str) -> DecisionModel:
        """Return the decision about a family, which this model follows."""
        decision = DecisionModel(self._store, self._actor, f"{JUDGED_UNDER}{self._text_of(family)}")
        decision.observe(lambda _: self._look(), "standing")
        return decision

    def next_after(self, family: str) -> str:
        """Return the next family that nobody has looked at, the same one if there is none."""
        order = list(self.sizes)
        place = order.index(family) + 1
        return next((each for each in order[place:] + order[:place] if each not in self.judged), family)

    def _text_of(self, family: str) -> str:
        """Return the text under which the family was decided last, else its first."""
        members = self._families.loc[self._families["family"] == family, "text_id"]
        before = [text for text in decided_under(self._store, JUDGED_UNDER) if text in set(members)]
        return str(before[-1] if before else members.min())

    def _look(self) -> None:
        self.judged = judged_families(self._families, decided_under(self._store, JUDGED_UNDER))
        self.said = f"{len(self.judged)} of {len(self.sizes)} families looked at."


def judge_families(
    open_store: Callable[[], Store],
    actor: Actor,
    frames: Frames,
    consultation: Consultation,
    families: pd.DataFrame,
) -> None:
    """Show families to judge, the largest first; in a batch nobody is there to, and nothing is shown.

    Parameters
    ----------
    open_store
        Opens the store, which is made if nobody has written anything by hand yet.
    frames
        Frames with every text of the families.
    """
    if not unattended() and len(families):
        names = family_names(frames, consultation, families)
        display(families_view(FamiliesModel(open_store(), actor, families, names), frames, families))


def families_view(model: FamiliesModel, frames: Frames, families: pd.DataFrame) -> widgets.VBox:
    """Return the widgets: which family, its texts, the decision about it, and the next one."""
    wide = {"description_width": "initial"}
    chosen = widgets.Dropdown(
        description="Family", options=_labels(model), style=wide, layout={"width": "40em"}
    )
    texts, place = widgets.HTML(), widgets.VBox()
    following = widgets.Button(description="Next to look at")
    said = widgets.Label(value=model.said)
    traitlets.dlink((model, "said"), (said, "value"))

    def show(_: object = None) -> None:
        family = chosen.value
        texts.value = table_html(texts_of_families(frames, families, family, _TEXTS))
        decision = model.decision_of(family)
        place.children = (decision_view(decision, "They are", (ONE_VOICE, OWN_VOICES), ONE_VOICE),)

    def relabel(_: object) -> None:
        family = chosen.value
        with chosen.hold_trait_notifications():
            chosen.options = _labels(model)
            chosen.value = family

    def go_on(_: object) -> None:
        chosen.value = model.next_after(chosen.value)

    chosen.observe(show, "value")
    model.observe(relabel, "judged")
    following.on_click(go_on)
    show()
    return widgets.VBox([widgets.HBox([chosen, following, said]), texts, place])


def _labels(model: FamiliesModel) -> list[tuple[str, str]]:
    return [
        (f"{model.names[family]}: {size} texts, {model.judged.get(family, 'not looked at')}", family)
        for family, size in model.sizes.items()
    ]
