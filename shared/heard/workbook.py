"""What every workbook begins with: its consultation, its run and its results, from one call.

The call works from any directory and alike in JupyterLab, under papermill, nbval and Voilà. A batch says in
two environment variables where the run's results go and what this entry is called; without them a workbook
was opened by hand, and writes to a scratch run.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown, display

from heard.cache.intake import read_kept
from heard.charts import Chart, bundle_html, unattended
from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.intake import Intake, reconcile
from heard.places import ENTRY_VARIABLE, RUN_VARIABLE, from_home, results_folder
from heard.results import RunFolder, table_html
from heard.store import (
    Store,
    current_approvals,
    decided_under,
    find_store,
    frames_with_store,
    independent_frames,
    open_store,
    rated_rounds,
)
from heard.tables import ResultTable, broken_margins

if TYPE_CHECKING:
    from heard.analysis.topics.identity import NamedTopics

SCRATCH = "scratch"
EVERY, ONCE = "every", "once"


@dataclass
class Context:
    """A workbook at work.

    Attributes
    ----------
    entry
        What its results are filed under.
    folder, consultation, intake
        The consultation's folder, what its file says, and what was read.
    store
        What people added by hand; None where nobody has.
    frames
        What the analysis reads: what was read, with what people added by hand laid over it.
    every_text
        The same before near-copies are counted once; without that switch, the same.
    doubts
        Codings that people added and that a changed text or codebook puts in doubt (see
        :func:`heard.store.frames_with_store`).
    run
        Where results go.
    voices
        ``every`` if every text counts, ``once`` if each family of near-copies does: ``frames`` are so.
    """

    entry: str
    folder: Path
    consultation: Consultation
    intake: Intake
    store: Store | None
    frames: Frames
    every_text: Frames
    doubts: pd.DataFrame
    run: RunFolder
    voices: str = EVERY
    _tables: dict[str, ResultTable] = field(default_factory=dict)
    _charts: dict[str, Chart] = field(default_factory=dict)
    _pages: dict[str, str] = field(default_factory=dict)

    def independent(self) -> tuple[Frames, pd.DataFrame]:
        """Return frames with each coder's codings as put alone, for agreement, and who has read what."""
        frames, read = independent_frames(self.intake.frames, self.consultation, self.store)
        if self.voices == ONCE:
            frames = self.once(frames)
        return frames, read[read["text_id"].isin(frames.texts["text_id"])]

    def families(self) -> pd.DataFrame:
        """Return the families of near-identical texts (see :func:`heard.analysis.voices.find_families`)."""
        from heard.cache.voices import families_kept

        return families_kept(self.folder, self.intake.frames.texts)

    def judged_families(self) -> dict[str, str]:
        """Return family to what a person decided: that it is one voice, or voices of their own."""
        from heard.analysis.voices import JUDGED_UNDER, judged_families

        return judged_families(self.families(), decided_under(self.store, JUDGED_UNDER))

    def once(self, frames: Frames) -> Frames:
        """Return frames in which each family of near-copies counts once, but those judged otherwise."""
        from heard.analysis.voices import families_counted_once, one_voice

        return one_voice(frames, families_counted_once(self.families(), self.judged_families()))

    def open_store(self) -> Store:
        """Return the store, made if nobody has written anything by hand yet."""
        self.store = self.store or open_store(self.folder, self.consultation)
        return self.store

    def approvals(self) -> pd.DataFrame | None:
        """Return which words may be quoted (see :func:`heard.store.current_approvals`); None without a store.

        It asks for as many approvals as the consultation does.
        """
        if self.store is None:
            return None
        return current_approvals(self.store, self.consultation.quotes.approvers, self.intake.frames.texts)

    def ratings(self, of: str, model: "NamedTopics") -> pd.DataFrame | None:
        """Return what the newest round of rating says of a model's topics, None where there is no round.

        Parameters
        ----------
        of
            What the topics are of, such as ``advice.q4``.
        model
            The model at hand, to whose topics those of the round are matched.
        """
        from heard.analysis.rating import rating_by_topic

        rounds = rated_rounds(self.folder, self.consultation, self.intake.frames.texts, self.store)
        fitting = [each for each in rounds if each.rating_round.of == of]
        if not fitting:
            return None
        newest = fitting[-1]
        return rating_by_topic(newest.rating_round, newest.answers, newest.shared, model.topic_ids, model)

    def show(self, result: ResultTable | Chart) -> None:
        """Keep a table or chart in the run's results, then display it."""
        if isinstance(result, ResultTable):
            self._refuse_another(self._tables.setdefault(result.name, result), result, result.name)
            self._tables[result.name] = result
            self.run.write_table(self.entry, result, synthetic=self.consultation.synthetic)
            display(HTML(table_html(result)))
        else:
            self._refuse_another(self._charts.setdefault(result.name, result), result, result.name)
            self.run.write_chart(self.entry, result)
            display(result)

    def say(self, name: str, markdown: str) -> None:
        """Keep sentences made of numbers in the run's results, then display them.

        They must hold no respondent's words: they are shown to whoever reads the report.
        """
        self._refuse_another(self._pages.setdefault(name, markdown), markdown, name)
        self.run.write_words(self.entry, name, markdown)
        display(Markdown(markdown))

    def write(self, name: str, words: str) -> None:
        """Write a file for another program into the run's results, such as ``references.bib``, and say so."""
        path = self.run.write_file(self.entry, name, words)
        print(
            f"Written: {path.relative_to(self.run.path)} in the results. It holds respondents' words: for "
            "people inside the review."
        )

    def _refuse_another(self, first: object, result: object, name: str) -> None:
        # In JupyterLab a cell is run again to change its result; in a batch one would replace the other.
        if unattended() and first is not result:
            raise HeardError(
                f"two results are named {name}",
                where=self.entry,
                fix="Give one of them a name of its own: name=...",
            )

    def finish(self) -> None:
        """Hold the tables shown to the totals they must agree with; raises HeardError if one does not."""
        broken = broken_margins(self._tables)
        if broken:
            raise HeardError(
                f"totals do not agree: {'; '.join(broken)}",
                where=self.entry,
                fix="Nothing here can be relied on: please report it.",
            )
        print(f"{len(self._tables)} tables agree with their totals.")


def begin(workbook: str, consultation: str, voices: str = EVERY) -> Context:
    """Open a consultation for a workbook and say in one line what was read.

    Parameters
    ----------
    workbook
        The workbook's name; in a batch, the entry's name takes its place.
    consultation
        The consultation's folder, counted from the project's home.
    voices
        ``every`` if every text counts, ``once`` if each family of near-copies does.

    Raises
    ------
    HeardError
        If the consultation cannot be read, a row that was read is not accounted for, or ``voices`` is
        neither of the two.
    """
    if voices not in (EVERY, ONCE):
        raise HeardError(f'voices is "{voices}"', fix=f'Put "{EVERY}", or "{ONCE}" for near-copies once.')
    folder = from_home(consultation)
    described = load_consultation(folder)
    intake = read_kept(folder, described)
    store = find_store(folder, described)
    frames, doubts = frames_with_store(intake.frames, described, store)
    context = Context(
        entry=os.environ.get(ENTRY_VARIABLE, workbook),
        folder=folder,
        consultation=described,
        intake=intake,
        store=store,
        frames=frames,
        every_text=frames,
        doubts=doubts,
        run=RunFolder(Path(os.environ.get(RUN_VARIABLE) or results_folder() / SCRATCH)),
        voices=voices,
    )
    if voices == ONCE:
        context.frames = context.once(frames)
    if not unattended():
        display(HTML(bundle_html()))
    print(_opening_line(context))
    if voices == ONCE:
        print(_line_of_voices(context))
    if len(doubts):
        print(_line_of_doubts(doubts))
    return context


def _opening_line(context: Context) -> str:
    account = reconcile(context.intake)
    totals = account[account["unit"] == "row"][["read", "kept", "merged", "set_aside"]].sum()
    synthetic = " Synthetic data: nobody said any of this." if context.consultation.synthetic else ""
    return (
        f"{context.consultation.title}: {totals['read']:,} rows read = {totals['kept']:,} kept + "
        f"{totals['merged']:,} merged + {totals['set_aside']:,} set aside.{synthetic}"
    )


def _line_of_voices(context: Context) -> str:
    families, judged = context.families(), context.judged_families()
    left_out = len(context.intake.frames.texts) - len(context.frames.texts)
    return (
        f"Near-copies count once: {left_out:,} texts are left out, for which another of their family stands. "
        f"Of {families['family'].nunique():,} families, a person has looked at {len(judged):,}."
    )


def _line_of_doubts(doubts: pd.DataFrame) -> str:
    reasons = "; ".join(f"{rows:,}: {doubt}" for doubt, rows in doubts["doubt"].value_counts().items())
    counted = int(doubts["counted"].sum())
    return (
        f"{len(doubts):,} codings need a look at the coding desk ({reasons}). "
        f"{counted:,} of them are counted, without a place in their text."
    )
