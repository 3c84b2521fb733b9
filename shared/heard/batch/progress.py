"""A live display of a batch: a bar for each entry, or plain lines where there is no terminal."""

from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from heard.batch.outcome import Outcome


def reading_lines(console: Console) -> Callable[[str, int, int], None]:
    """Return what prints a line for each source as it is read."""

    def tell(source: str, done: int, sources: int) -> None:
        console.print(f"Reading {source} ({done + 1} of {sources})", highlight=False, markup=False)

    return tell


class BatchProgress:
    """Shows how far each entry is; use as a context manager."""

    def __init__(self, entries: list[str], console: Console) -> None:
        self._console = console
        self._live = console.is_terminal
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[state]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not self._live,
        )
        self._tasks: dict[str, TaskID] = {
            entry: self._bars.add_task(entry, start=False, state="waiting") for entry in entries
        }
        self._started: set[str] = set()
        self._ended: set[str] = set()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def tell(self, message: dict[str, Any]) -> None:
        """Take one message of an entry's progress; late ones, and those about no cell, are passed over."""
        entry = message["entry"]
        if "cell" not in message or entry in self._ended:
            return
        if entry not in self._started:
            self._started.add(entry)
            self._bars.start_task(self._tasks[entry])
            self._line(f"{entry}: started")
        self._bars.update(
            self._tasks[entry],
            completed=message["cell"] - 1,
            total=message["of"],
            state=f"cell {message['cell']} of {message['of']}",
        )

    def end(self, outcome: Outcome) -> None:
        """Show how an entry ended."""
        self._ended.add(outcome.entry)
        task = self._tasks[outcome.entry]
        state = "done" if outcome.succeeded else "FAILED"
        total = self._bars.tasks[task].total if outcome.succeeded else None
        self._bars.update(task, state=state, completed=total)
        self._bars.stop_task(task)
        self._line(f"{outcome.entry}: {state} in {outcome.seconds:.1f} s")

    def _line(self, text: str) -> None:
        if not self._live:
            self._console.print(text, highlight=False)
