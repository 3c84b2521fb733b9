"""What anybody can work out between the numbers of a release: totals and their parts, bases and what is left.

Relations are read from the sets, not from labels: a category that holds all of another in every part of a
table is a total of it ("All texts" of "Engagement", "Everyone" of a group, a theme of its subthemes),
whatever it is called. That is all that a reader could know, and at times a little more; more is on the safe
side.

Each total ``T`` with a part ``C`` leaves a difference ``T - C``, which is a count of people like any other
although no table shows it. Where the parts exclude each other and leave nobody out, ``T`` is their sum; where
they overlap, ``T`` is at most their sum. The same holds for who did *not* raise a theme.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from heard.release.disclosure.cells import NOBODY, Cells, Placed, Rows, divides, with_base
from heard.release.disclosure.chosen import Chosen

_Stands = Sequence[tuple[tuple[Rows, int], list[tuple[Rows, int]]]]
"""Totals with their parts, each its rows and its cell."""
_TOTAL = "\N{GREEK CAPITAL LETTER SIGMA}"
LEFT_OF = "left of"
"""How the kind of a cell begins that is what a count leaves of its base."""
_Slices = list[dict[str, tuple[Rows, int]]]
"""For each choice of the other dimensions: category to its rows and its cell."""


@dataclass
class Relations:
    """What holds between cells.

    Attributes
    ----------
    few
        The most that are few: a difference of so many is a cell of its own.
    sums
        ``(total, parts)``: the total equals the sum of the parts.
    at_most
        ``(these, those)``: the sum of these is at most the sum of those.
    covers
        What overlapping parts make up: ``(kind of parts, total, parts)``, the parts of a kind in one order;
        the kind is empty where some of them are not published.
    """

    few: int
    sums: dict[tuple[int, tuple[int, ...]], None] = field(default_factory=dict)
    at_most: dict[tuple[tuple[int, ...], tuple[int, ...]], None] = field(default_factory=dict)
    covers: list[tuple[tuple[str, ...], int, tuple[int, ...]]] = field(default_factory=list)

    def equal(self, total: int, parts: Iterable[int]) -> None:
        """Note that a total is the sum of its parts."""
        self.sums[total, _sorted(parts)] = None

    def inside(self, total: int, part: int) -> None:
        """Note that a part is at most its total."""
        self.at_most[(part,), (total,)] = None

    def cover(self, kind: tuple[str, ...], total: int, parts: Iterable[int]) -> None:
        """Note that a total is at most the sum of its parts, which are of a kind wherever they stand."""
        listed = tuple(parts)
        self.at_most[(total,), _sorted(listed)] = None
        self.covers.append((kind, total, listed))

    def overlaps_grow(self, cells: Cells) -> None:
        """Note that parts overlap no more in a part of the total than in all of it.

        What the parts add up to, over what they make up, is how often somebody is in a second of them. Where
        nobody who came holds two groups, nobody who raised a theme does.
        """
        within = {(total, part) for total, parts in self.sums for part in parts}
        within |= {(those[0], these[0]) for these, those in self.at_most if len(these) == len(those) == 1}
        for (kind, total, parts), (other_kind, other, other_parts) in itertools.permutations(self.covers, 2):
            if not kind or kind != other_kind or (total, other) not in within:
                continue
            if all(
                cells.rows(small) & ~cells.rows(part) == 0
                for small, part in zip(other_parts, parts, strict=True)
            ):
                self.at_most[_sorted((*other_parts, total)), _sorted((*parts, other))] = None


def _sorted(cells: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(cell for cell in cells if cell != NOBODY))


def find_relations(
    tables: Sequence[Chosen], placed: Sequence[Placed], cells: Cells, few: int
) -> tuple[Relations, list[Placed]]:
    """Return every relation between the numbers of a release; cells that can be worked out are made.

    Parameters
    ----------
    few
        The most that are hidden for being few.

    Returns
    -------
    tuple
        The relations; for every count with a base, who is left of it, as a column that no table shows.
    """
    relations, left_over = Relations(few), []
    columns = {each.number: each for each in placed}
    for each in placed:
        _totals_of_column(each, each.dimensions, cells, relations)
    for chosen in tables:
        for count in chosen.counts:
            if base := chosen.base_of(count):
                counted, of = columns[chosen.table.name, count], columns[chosen.table.name, base]
                left = _what_is_left(chosen, counted, of, cells, relations)
                left_over.append(left)
                _totals_of_column(left, of.dimensions, cells, relations, like=of)
                _counts_of_base(counted, of, cells, relations)
        _margins(chosen, columns, cells, relations)
    for coarse, fine in itertools.permutations(placed, 2):
        _between_tables(coarse, fine, cells, relations)
    relations.overlaps_grow(cells)
    return relations, left_over


def _counts_of_base(counted: Placed, of: Placed, cells: Cells, relations: Relations) -> None:
    """Note what follows between a base and all that is counted of it."""
    stands = _stands(counted.frame, of.frame, of.dimensions)
    others = [name for name in counted.dimensions if name not in of.dimensions]
    labels = counted.frame[others].drop_duplicates().itertuples(index=False, name=None)
    kind = (LEFT_OF, *sorted(map(" / ".join, labels)))
    most = max((len(parts) for _, parts in stands), default=0)
    relate(stands, cells, relations, kind=kind, number=most, differences=False)


def _between_tables(coarse: Placed, fine: Placed, cells: Cells, relations: Relations) -> None:
    """Note what follows where one column divides further what another counts: by group, by group and theme.

    Dimensions of one name are the same in every table. What the coarse column has besides must be at a total,
    and no count that happens to be the whole of its base is one.
    """
    shared = [name for name in coarse.dimensions if name in fine.dimensions]
    besides = [name for name in coarse.dimensions if name not in shared]
    totals = coarse.frame[_at_totals(coarse, besides, cells.whole)] if besides else coarse.frame
    others = [name for name in fine.dimensions if name not in shared]
    if coarse.number[0] == fine.number[0] or not others or totals.duplicated(shared or None).any():
        return
    slices = [
        {_TOTAL: total, **parts}
        for total, parts in _slices_below(totals, fine.frame, shared, others)
        if parts
    ]
    names = list(dict.fromkeys(name for each in slices for name in each if name != _TOTAL))
    within = {name for name in names if _holds(slices, _TOTAL, name)}
    held = {name: {part for part in within if part != name and _holds(slices, name, part)} for name in within}
    for parts in _partings(slices, _TOTAL, within, held):
        stands = _at_total(slices, _TOTAL, parts)
        relate(stands, cells, relations, kind=(_TOTAL, *parts), number=len(parts))


def _at_totals(column: Placed, dimensions: Sequence[str], whole: set[Rows]) -> pd.Series:
    """Return which rows stand at the total of some dimensions: the category that holds every other."""
    chosen = pd.Series(True, index=column.frame.index)
    for dimension in dimensions:
        slices = _slices(column.frame, dimension)
        names = list(dict.fromkeys(name for each in slices for name in each))
        totals = [
            name for name in names if all(other == name or _holds(slices, name, other) for other in names)
        ]
        chosen &= column.frame[dimension].isin(totals[:1])
    return chosen & ~column.frame["rows"].isin(whole)


def _slices_below(
    totals: pd.DataFrame, fine: pd.DataFrame, shared: list[str], others: list[str]
) -> Iterable[tuple[tuple[Rows, int], dict[str, tuple[Rows, int]]]]:
    parts = dict(list(fine.groupby(shared, sort=False))) if shared else {(): fine}
    keys = totals[shared].itertuples(index=False, name=None) if shared else [()] * len(totals)
    for key, rows, cell in zip(keys, totals["rows"], totals["cell"], strict=True):
        if (part := parts.get(key)) is not None:
            labels = map(" / ".join, part[others].itertuples(index=False, name=None))
            yield (rows, cell), dict(zip(labels, zip(part["rows"], part["cell"], strict=True), strict=True))


def _what_is_left(
    chosen: Chosen, counted: Placed, base: Placed, cells: Cells, relations: Relations
) -> Placed:
    """Return who is in the base and not in the count, as cells that no table shows."""
    pairs = with_base(counted.frame, base.frame, chosen)
    divided = divides(counted.frame, base.frame, chosen)
    by = base.dimensions
    base_cells = (
        counted.frame[by].merge(base.frame[[*by, "cell"]], on=by, how="left")["cell"]
        if by
        else [base.frame["cell"].iloc[0]] * len(counted.frame)
    )
    left = []
    for (rows, of), cell, base_cell in zip(pairs, counted.frame["cell"], base_cells, strict=True):
        rest = of & ~rows
        # Of a base that is the whole count nobody is left, and nobody outside may be sure of that.
        nobody = bool(rows) and not rest and not divided
        found = base_cell
        if cell not in (NOBODY, base_cell):
            kind = f"{LEFT_OF} {base_cell} beside {cell}" if rest or nobody else ""
            found = cells.add(rest, guarded=nobody, kind=kind)
            relations.equal(base_cell, (cell, found))
        elif cell == base_cell:
            found = NOBODY
        left.append((rest, found))
    frame = counted.frame.assign(rows=[rest for rest, _ in left], cell=[found for _, found in left])
    return Placed((counted.number[0], f"not {counted.number[1]}"), frame)


def _totals_of_column(
    column: Placed, along: Sequence[str], cells: Cells, relations: Relations, like: Placed | None = None
) -> None:
    """Note the totals of a column along some dimensions.

    Parameters
    ----------
    like
        The base of what the column says is left: where a category holds another there, it does here, even if
        the same people are left of both.
    """
    for dimension in along:
        slices = _slices(column.frame, dimension)
        bases = _slices(like.frame, dimension) if like else []
        names = list(dict.fromkeys(name for each in slices for name in each))
        held = {
            total: {
                part
                for part in names
                if part != total
                and _holds(slices, total, part, strictly=not (bases and _holds(bases, total, part)))
            }
            for total in names
        }
        for total, within in held.items():
            for parts in _partings(slices, total, within, held):
                stands = _at_total(slices, total, parts)
                of_bases = _at_total(bases, total, parts)
                kind = (dimension, *parts)
                relate(stands, cells, relations, kind=kind, like=of_bases, number=len(parts))


def _slices(frame: pd.DataFrame, dimension: str) -> _Slices:
    others = [name for name in frame.columns if name not in (dimension, "rows", "cell")]
    parts = (part for _, part in frame.groupby(others, sort=False)) if others else [frame]
    return [
        dict(zip(part[dimension], zip(part["rows"], part["cell"], strict=True), strict=True))
        for part in parts
    ]


def _holds(slices: _Slices, total: str, part: str, *, strictly: bool = True) -> bool:
    """Whether a category holds all rows of another wherever both stand, and (strictly) more somewhere."""
    both = [(each[total][0], each[part][0]) for each in slices if total in each and part in each]
    return (
        any(rows for _, rows in both)
        and all(rows & ~of == 0 for of, rows in both)
        and (not strictly or any(of != rows for of, rows in both))
    )


def _outermost(parts: set[str], held: dict[str, set[str]]) -> list[str]:
    """Return the parts that no other part holds: "Engagement", and not one of its questions."""
    return sorted(part for part in parts if not any(part in held[other] for other in parts if other != part))


def _partings(
    slices: _Slices, total: str, within: set[str], held: dict[str, set[str]]
) -> list[tuple[str, ...]]:
    """Return the outermost parts of a total, and those that are where some of them are not published."""
    there = {tuple(_outermost(within & set(each), held)) for each in slices if total in each}
    return [parts for parts in sorted({tuple(_outermost(within, held)), *there}) if parts]


def _at_total(slices: _Slices, total: str, parts: Sequence[str]) -> _Stands:
    """Return a total and its parts, wherever the total stands."""
    return [(each[total], [each[part] for part in parts if part in each]) for each in slices if total in each]


def relate(
    stands: _Stands,
    cells: Cells,
    relations: Relations,
    *,
    kind: tuple[str, ...] = (),
    like: _Stands = (),
    number: int | None = None,
    differences: bool = True,
) -> None:
    """Note what follows between totals and their parts.

    Parameters
    ----------
    stands
        One entry a place in the tables: a total (its rows and its cell), and its parts. Whether parts exclude
        each other, and whether they are all of the total, is a matter of all places together.
    kind
        What the parts are, so that the same parts of other totals are known.
    like
        The bases, where the cells are what is left of them: whether parts exclude each other and are all of
        the total is then known of the bases, and not because nobody happens to be left.
    number
        How many parts a total has where none of them is left out of the table; None if each has its own.
    differences
        Whether what the total has beside each part is a cell.
    """
    exclusive = all(_exclude_each_other([rows for rows, _ in parts]) for _, parts in like or stands)
    # Bases alone are not enough: the same people may raise one thing under each of two questions.
    full = [(of, parts) for (of, _), parts in (*like, *stands) if number is None or len(parts) == number]
    complete = bool(full) and all(_union(rows for rows, _ in parts) == of for of, parts in full)
    for (rows, total), parts in stands:
        is_full = number is None or len(parts) == number
        # Where a part is not published the others leave somebody out, or happen not to.
        whole = complete and (is_full or _union(each for each, _ in parts) == rows)
        present = [(each, cell) for each, cell in parts if cell != NOBODY]
        if total == NOBODY:
            continue
        for each, cell in present:
            if differences and cell != total:
                _difference(rows & ~each, total, cell, cells, relations)
        if any(cell == total for _, cell in present):
            continue
        if exclusive and present:
            parts_of_it = [cell for _, cell in present]
            rest = rows & ~_union(each for each, _ in present)
            beside = NOBODY if whole else _beside(rest, total, parts_of_it, cells)
            relations.equal(total, (*parts_of_it, beside))
        elif whole and present:
            relations.cover(kind if is_full else (), total, (cell for _, cell in parts))


def _difference(rest: Rows, total: int, part: int, cells: Cells, relations: Relations) -> None:
    """Note that a part is at most its total; what is left is a cell where few are left.

    Where both are what is left of a base, nobody between them means that all others said it: a guarded cell.
    """
    both_left = all(cells.kinds[cell].startswith(LEFT_OF) for cell in (total, part))
    if both_left and not rest:
        nobody = cells.add(rest, guarded=True, kind=f"{total} beside {[part]}")
        relations.equal(total, (part, nobody))
    elif 0 < rest.bit_count() <= relations.few:
        relations.equal(total, (part, _beside(rest, total, [part], cells)))
    elif rest:
        relations.inside(total, part)


def _beside(rest: Rows, total: int, parts: Iterable[int], cells: Cells) -> int:
    """Return the cell of what a total has beside some parts.

    It is a cell of this total and these parts: that others have the same rows is known to nobody outside.
    """
    return cells.add(rest, kind=f"{total} beside {sorted(parts)}")


def _exclude_each_other(sets: Sequence[Rows]) -> bool:
    return sum(rows.bit_count() for rows in sets) == _union(sets).bit_count()


def _union(sets: Iterable[Rows]) -> Rows:
    together = 0
    for rows in sets:
        together |= rows
    return together


def _margins(
    chosen: Chosen, columns: dict[tuple[str, str], Placed], cells: Cells, relations: Relations
) -> None:
    """Note what the declared margins say between two tables: a theme, and its subthemes in another table."""
    for margin in chosen.table.margins:
        parts = columns.get((chosen.table.name, margin.column))
        totals = columns.get((margin.table, margin.total))
        if parts is None or totals is None:
            continue
        kept = [name for name in parts.dimensions if name not in margin.over]
        total_frame = totals.frame
        for name, value in margin.where.items():
            total_frame = total_frame[total_frame[name] == value]
        if total_frame.duplicated(kept or None).any() or not set(kept) <= set(total_frame.columns):
            continue
        relate(_stands(parts.frame, total_frame, kept), cells, relations)


def _stands(
    parts: pd.DataFrame, totals: pd.DataFrame, kept: list[str]
) -> list[tuple[tuple[Rows, int], list[tuple[Rows, int]]]]:
    grouped = dict(list(parts.groupby(kept, sort=False))) if kept else {(): parts}
    keys = totals[kept].itertuples(index=False, name=None) if kept else [()] * len(totals)
    stands = []
    for key, rows, cell in zip(keys, totals["rows"], totals["cell"], strict=True):
        if (part := grouped.get(key)) is not None:
            inside = [each for each in zip(part["rows"], part["cell"], strict=True) if each[0] & ~rows == 0]
            stands.append(((rows, cell), inside))
    return stands
