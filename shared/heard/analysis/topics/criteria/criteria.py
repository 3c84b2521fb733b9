"""All criteria of a number of topics, and which way each of them points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.criteria.coherence import npmi_coherence, semantic_coherence
from heard.analysis.topics.criteria.exclusivity import exclusivity
from heard.analysis.topics.criteria.hold_out import HeldOut
from heard.analysis.topics.criteria.ldatuning import arun_2010, cao_juan_2009, deveaud_2014, griffiths_2004
from heard.analysis.topics.criteria.perplexity import held_out_perplexity
from heard.analysis.topics.criteria.steadiness import cosines_between, overlaps_between
from heard.analysis.topics.fitted import FittedTopics

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Criterion:
    """One criterion of the number of topics.

    Attributes
    ----------
    name
        As readers see it.
    higher
        Whether more of it speaks for a number of topics.
    of
        From the models of one number of topics, and what was kept back, to its values: one a model, or one a
        pair of models.
    """

    name: str
    higher: bool
    of: Callable[[Sequence[FittedTopics], HeldOut], Values]

    @property
    def direction(self) -> str:
        """Which way it points, in words."""
        return "The higher the better" if self.higher else "The lower the better"


def _each(
    measure: Callable[[FittedTopics, HeldOut], float],
) -> Callable[[Sequence[FittedTopics], HeldOut], Values]:
    return lambda models, held: np.array([measure(model, held) for model in models])


CRITERIA = (
    Criterion(
        "Held-out perplexity", False, _each(lambda model, held: held_out_perplexity(model, held.missing))
    ),
    Criterion(
        "Semantic coherence", True, _each(lambda model, held: semantic_coherence(model, held.training).mean())
    ),
    Criterion("Exclusivity", True, _each(lambda model, _: exclusivity(model).mean())),
    Criterion("NPMI coherence", True, _each(lambda model, held: npmi_coherence(model, held.training).mean())),
    Criterion("Griffiths2004", True, _each(lambda model, _: griffiths_2004(model))),
    Criterion("CaoJuan2009", False, _each(lambda model, _: cao_juan_2009(model))),
    Criterion("Arun2010", False, _each(lambda model, _: arun_2010(model))),
    Criterion("Deveaud2014", True, _each(lambda model, _: deveaud_2014(model))),
    Criterion("Stability (cosine)", True, lambda models, _: cosines_between(models)),
    Criterion("Stability (first words)", True, lambda models, _: overlaps_between(models)),
)
