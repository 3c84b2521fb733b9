"""What a coordinator of raters does: open a round, invite, follow, open sheets again, group names."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from heard.analysis.preparation import prepare
from heard.analysis.rating import as_compared, free_names, make_round, propose_shared
from heard.analysis.scope import Scope, texts_in
from heard.analysis.topics import TopicSettings
from heard.cache.intake import read_kept
from heard.cache.topics import fit_chains_kept
from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.exchange.files import export_rating_sheets
from heard.exchange.rating_sheets import read_rating_sheet
from heard.identity import Actor
from heard.places import work_folder
from heard.store import Store, decided, open_store
from heard.store.rounds import (
    LOCKED,
    all_answers,
    invite,
    open_round,
    raters,
    reopen_sheet,
    round_of,
    rounds,
    share_name,
    shared_names,
)

_USUAL_K, _CHAINS = 8, 50


@dataclass(frozen=True)
class Asked:
    """What a round is about.

    Attributes
    ----------
    collection, question
        Codes; ``"all"`` for every question.
    k
        Number of topics; 0 for the one chosen, or 8.
    settings
        Of the model, but for k.
    nstart
        Number of chains.
    """

    collection: str
    question: str
    k: int = 0
    settings: TopicSettings = field(default_factory=TopicSettings)
    nstart: int = _CHAINS

    @property
    def of(self) -> str:
        """What the topics are of, such as ``advice.q4``."""
        return f"{self.collection}.{self.question}"


class Coordinator:
    """Holds the rounds of a consultation for whoever coordinates them.

    Parameters
    ----------
    folder
        The consultation's folder.
    actor
        The coordinator.
    asked
        What a new round is about.
    address
        Where the raters' server is reached.
    """

    def __init__(self, folder: Path, actor: Actor, asked: Asked, address: str) -> None:
        self._folder, self._actor, self.asked = folder, actor, asked
        self._address = address.rstrip("/")
        self.consultation: Consultation = load_consultation(folder)
        self.store: Store = open_store(folder, self.consultation)

    def rounds(self) -> pd.DataFrame:
        """Return the rounds, the newest first: round_id, name, opened_by, at."""
        return rounds(self.store).iloc[::-1].reset_index(drop=True)

    def open_round(self, name: str, tell: Callable[[int, int], None] | None = None) -> str:
        """Fit the model, or take the one that is kept, and open a round about its topics; returns its id.

        Parameters
        ----------
        tell
            Called with how many chains are there and of how many.
        """
        if not name.strip():
            raise HeardError("a round needs a name", where="new round", fix="Say which round it is.")
        texts = texts_in(
            read_kept(self._folder, self.consultation).frames,
            self.consultation,
            Scope(self.asked.collection, self.asked.question),
        )
        number = self.asked.k or int(decided(self.store, f"topics/{self.asked.of}/k") or _USUAL_K)
        chains, _ = fit_chains_kept(
            self._folder,
            self.asked.of,
            prepare(texts).tokens,
            dataclasses.replace(self.asked.settings, k=number),
            nstart=self.asked.nstart,
            tell=tell,
        )
        made = make_round(
            name.strip(), self.asked.of, chains.reported, texts, 1, synthetic=self.consultation.synthetic
        )
        open_round(self.store, self._actor, made)
        return made.round_id

    def invite(self, round_id: str, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return each rater with a private link, which is told this once; an earlier link of theirs ends."""
        wanted = dict.fromkeys(" ".join(name.split()) for name in names)
        wanted.pop("", None)
        if not wanted:
            raise HeardError("nobody is named", where="invitation", fix="Write a name on each line.")
        return [(name, self._link(invite(self.store, self._actor, round_id, name))) for name in wanted]

    def raters(self, round_id: str) -> pd.DataFrame:
        """Return who was invited and how far they are: rater, state, answered, of, last_at."""
        return raters(self.store, round_id)

    def locked(self, round_id: str) -> list[str]:
        """Return the raters whose sheets are locked."""
        invited = self.raters(round_id)
        return invited.loc[invited["state"] == LOCKED, "rater"].tolist()

    def reopen(self, round_id: str, rater: str, reason: str) -> None:
        """Open a locked sheet again, for a reason that is kept."""
        reopen_sheet(self.store, self._actor, round_id, rater, reason)

    def names(self, round_id: str) -> pd.DataFrame:
        """Return the free names of locked sheets: name, written, given, shared, confirmed.

        Shared is what was confirmed, else what is proposed by similarity.
        """
        answers = all_answers(self.store, round_id)
        counted = answers[answers["locked"].astype(bool)]
        proposed = propose_shared(free_names(round_of(self.store, round_id), counted))
        standing = self._standing(round_id)
        confirmed = [standing.get(name, (None, 0))[0] for name in proposed["name"]]
        shared = [given or guess for given, guess in zip(confirmed, proposed["proposed"], strict=True)]
        return proposed.drop(columns="proposed").assign(
            shared=shared, confirmed=[given is not None for given in confirmed]
        )

    def share(self, round_id: str, name: str, shared: str | None) -> None:
        """Put a free name under a shared name, or take that back (None)."""
        _, revision = self._standing(round_id).get(as_compared(name), (None, 0))
        share_name(self.store, self._actor, round_id, name, shared, seen_revision=revision)

    def sheets_folder(self, round_id: str) -> Path:
        """Return where sheets go out to as workbooks, and come in from."""
        return work_folder(self._folder) / "rating_sheets" / round_id

    def write_sheets(self, round_id: str) -> list[Path]:
        """Write a workbook for each rater who was invited, for those who will not use a browser."""
        return export_rating_sheets(self._folder, round_id, self.sheets_folder(round_id))

    def read_sheets(self, round_id: str) -> list[str]:
        """Take in every workbook of the round's folder, and return what became of each, a line each."""
        lines = []
        for path in sorted(self.sheets_folder(round_id).glob("*.xlsx")):
            try:
                told = read_rating_sheet(path, self.store, self._actor).lines()
            except HeardError as error:
                told = [str(error)]
            lines += [f"{path.name}: {line}" for line in told]
        return lines

    def _standing(self, round_id: str) -> dict[str, tuple[str | None, int]]:
        known = shared_names(self.store, round_id)[["name", "shared", "revision"]]
        return {
            name: (shared if isinstance(shared, str) else None, int(revision))
            for name, shared, revision in known.itertuples(index=False)
        }

    def _link(self, token: str) -> str:
        return f"{self._address}/#{quote(token)}"
