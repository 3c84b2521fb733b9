"""The fate log: what became of every row that was read, and by which rule; and the near-misses mended.

A row is *kept*, *merged* into what is there already, or *set aside*. Answers of a wide table (one row a
respondent) and single values (a date, a group, an option, a code) are logged where they were set aside or
merged; a value can also be kept and flagged, as an ambiguous date is.
"""

import numpy as np
import pandas as pd

FATES = ("kept", "merged", "set aside")
UNITS = ("row", "answer", "value")
COLUMNS = ("source", "row", "column", "unit", "fate", "rule", "target")
MENDED_COLUMNS = ("source", "column", "what", "written", "read_as", "rows")
_LONGEST_SHOWN = 60
_FEWEST_SHOWN = 3


def one_label(label: str, times: int) -> "pd.Categorical[str]":
    """Return a column that holds one label throughout, at a byte a row."""
    return pd.Categorical.from_codes(np.zeros(times, dtype="int8"), categories=pd.Index([label]))


class FateLog:
    """Collects fates while sources are read."""

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame] = []

    def add(
        self,
        source: str,
        rows: pd.Index,
        fate: str,
        rule: str = "",
        *,
        column: str = "",
        unit: str = "row",
        target: pd.Series | None = None,
    ) -> None:
        """Log one fate for some rows.

        Parameters
        ----------
        source
            The source's name.
        rows
            Numbers of the rows in the file.
        fate, rule
            One of ``FATES``, and the rule that decided.
        column
            The header, for an answer or a value.
        unit
            One of ``UNITS``.
        target
            What the row became or was merged into: an id, in the order of ``rows``.
        """
        if len(rows):
            part = pd.DataFrame({"row": rows.to_numpy()})
            part["target"] = "" if target is None else target.to_numpy()
            for name, value in (
                ("source", source),
                ("column", column),
                ("unit", unit),
                ("fate", fate),
                ("rule", rule),
            ):
                part[name] = one_label(value, len(part))
            self._parts.append(part)

    def frame(self) -> pd.DataFrame:
        """Return all fates in order of source and row; repeated labels are categories."""
        if not self._parts:
            return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS}).astype({"row": "int64"})
        labels = [name for name in COLUMNS if name not in ("row", "target")]
        joined: dict[str, pd.Categorical | pd.Series] = {}
        for name in labels:
            joined[name] = pd.api.types.union_categoricals([part[name] for part in self._parts])
        for name in ("row", "target"):
            joined[name] = pd.concat([part[name] for part in self._parts], ignore_index=True)
        log = pd.DataFrame(joined)[list(COLUMNS)]
        return log.sort_values(["source", "row", "unit"], kind="stable", ignore_index=True)


class MendLog:
    """Collects labels that were mended or are unknown."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str, str, str, int]] = []

    def mended(self, source: str, column: str, kind: str, written: str, read_as: str, rows: int) -> None:
        """Note a label that was read as another that differs only in spaces, line breaks or case."""
        self._rows.append((source, column, kind, written, read_as, rows))

    def unknown(
        self, source: str, column: str, kind: str, counts: pd.Series, *, show_all: bool = False
    ) -> None:
        """Note labels that the consultation does not list.

        Parameters
        ----------
        counts
            Rows by label. A value is shown only if it is short and in several rows, because an "other"
            field can hold respondents' words; the rest are counted together.
        show_all
            Whether all are shown: for codes, which coders wrote and not respondents.
        """
        shown = pd.Series(
            [
                show_all or (len(str(label)) <= _LONGEST_SHOWN and number >= _FEWEST_SHOWN)
                for label, number in counts.items()
            ],
            index=counts.index,
            dtype=bool,
        )
        for label, number in counts[shown].items():
            self._rows.append(
                (source, column, f"unknown {kind}", str(label)[:_LONGEST_SHOWN], "", int(number))
            )
        if hidden := int(counts[~shown].sum()):
            label = f"({int((~shown).sum())} rare or long values, not shown)"
            self._rows.append((source, column, f"unknown {kind}", label, "", hidden))

    def flag(self, source: str, column: str, what: str, rows: int) -> None:
        """Note something about a column that an analyst should look at."""
        if rows:
            self._rows.append((source, column, what, "", "", rows))

    def frame(self) -> pd.DataFrame:
        """Return everything noted, the most frequent first within a column."""
        table = pd.DataFrame(self._rows, columns=list(MENDED_COLUMNS)).astype(
            {name: "int64" if name == "rows" else "str" for name in MENDED_COLUMNS}
        )
        order = ["source", "column", "what", "rows", "written"]
        up = [True, True, True, False, True]
        return table.sort_values(order, ascending=up, kind="stable", ignore_index=True)
