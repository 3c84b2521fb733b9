"""What was found, for the person at the keyboard: counts, and never a word of anybody's."""

import pandas as pd
from rich.console import Console
from rich.table import Table


def show_counts(counts: pd.DataFrame, console: Console) -> None:
    """Print how many details of which kind were replaced, by collection.

    Parameters
    ----------
    counts
        What :func:`heard.release.redaction.folder.redact_folder` returns.
    console
        Where to print.
    """
    table = Table()
    for column in counts.columns:
        table.add_column("" if column == "kind" else column, justify="left" if column == "kind" else "right")
    for kind, *numbers in counts.itertuples(index=False):
        table.add_row(kind, *(f"{number:,}" for number in numbers))
    console.print(table)
    console.print(
        "Written to work/; the register of names beside it is encrypted. Some details are missed: a person "
        "reads every text before it is published."
    )
