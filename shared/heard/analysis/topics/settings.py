"""Settings of a topic model, by the names that readers of R's topicmodels know."""

import dataclasses
from dataclasses import dataclass
from typing import Literal

from heard.errors import HeardError

Method = Literal["lda", "dmr", "nmf"]
Preset = Literal["review", "fitted"]
PRESETS: dict[Preset, dict[str, float | None]] = {
    "review": {"alpha": None, "iterations": 2000, "burnin": 0, "thin": 2000, "optim_interval": 0},
    "fitted": {"alpha": 1.0, "iterations": 800, "burnin": 200, "thin": 100, "optim_interval": 10},
}
"""``review`` replays R's topicmodels with its defaults; ``fitted`` is for new work."""
_SEEDS_APART = 1000


@dataclass(frozen=True)
class TopicSettings:
    """Settings of a topic model, by the names of R's topicmodels.

    Attributes
    ----------
    k
        Number of topics.
    method
        ``lda``: latent Dirichlet allocation; ``dmr``: the same with a prior of topics for each group of texts
        (Dirichlet-multinomial regression); ``nmf``: non-negative matrix factorisation.
    alpha
        Prior of topics in a text with which the sampler begins, the same for every topic; None is 50/k.
    delta
        Prior of words in a topic.
    iterations, burnin
        Sweeps of the Gibbs sampler, and sweeps before them. For ``nmf`` iterations are the most updates.
    thin
        After the burn-in every so many sweeps a draw is kept, and the last sweep in any case; the result is
        the mean of the draws.
    seed
        Seed of the sampler.
    optim_interval
        After the burn-in alpha is fitted to the texts every so many sweeps; 0 leaves it as given.
    """

    k: int = 8
    method: Method = "lda"
    alpha: float | None = 1.0
    delta: float = 0.1
    iterations: int = 800
    burnin: int = 200
    thin: int = 100
    seed: int = 1
    optim_interval: int = 10

    def __post_init__(self) -> None:
        least = {"k": 2, "iterations": 1, "burnin": 0, "thin": 1, "seed": 0, "optim_interval": 0}
        for name, smallest in least.items():
            if getattr(self, name) < smallest:
                raise HeardError(f"{name} is below {smallest}", where="settings of the topic model")
        if self.delta <= 0 or (self.alpha is not None and self.alpha <= 0):
            raise HeardError("alpha and delta are above 0", where="settings of the topic model")
        if self.method not in ("lda", "dmr", "nmf"):
            raise HeardError(
                f"no method is named {self.method}",
                where="settings of the topic model",
                fix="lda, dmr or nmf.",
            )

    @classmethod
    def preset(cls, name: Preset, **others: object) -> "TopicSettings":
        """Return the settings of a preset, with others in place of some of them."""
        if name not in PRESETS:
            raise HeardError(
                f"no preset is named {name}", where="settings of the topic model", fix="review or fitted."
            )
        return cls(**{**PRESETS[name], **others})  # type: ignore[arg-type]

    @property
    def prior(self) -> float:
        """The prior of topics in a text with which the sampler begins: alpha, or 50/k."""
        return 50 / self.k if self.alpha is None else self.alpha

    @property
    def sweeps(self) -> int:
        """All sweeps of the sampler, burn-in included."""
        return self.burnin + self.iterations

    def chains(self, nstart: int) -> list["TopicSettings"]:
        """Return the settings of so many chains, which differ by their seeds alone.

        Chain c of seed s has the seed 1000·s + c, counted from 0, so that two seeds share no chain.

        Raises
        ------
        HeardError
            If nstart is not from 1 to 1000.
        """
        if not 1 <= nstart <= _SEEDS_APART:
            raise HeardError(f"nstart is not from 1 to {_SEEDS_APART}", where="settings of the topic model")
        first = self.seed * _SEEDS_APART
        return [dataclasses.replace(self, seed=first + chain) for chain in range(nstart)]
