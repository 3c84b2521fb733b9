"""What one strand alone raised, and how much its absence from the others can mean."""

from typing import Literal

import numpy as np
import pandas as pd

from heard.analysis.coding.coded import THEME_ITSELF, subtheme_names
from heard.analysis.intervals import wilson
from heard.analysis.labels import theme_names
from heard.analysis.tallies import look_up, rows_behind, share
from heard.analysis.triangulation.coded import (
    A_SOURCE,
    ASKED_DIFFERENTLY,
    LOOKED_FOR,
    coded_by_strand,
    strands_coded,
    themes_used,
)
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import Column, ResultTable, base, count, dimension, estimate, interval, rate

What = Literal["theme", "subtheme"]
NOT_DIVIDED = "Not divided"
TOO_FEW, IF_LOOKED_FOR = "Too few to tell", "Only if its coders looked for it"
_LEVEL = 0.05
_NOTES = (
    f"{LOOKED_FOR} All that follows holds only if they did.",
    "Largest share that it could have missed: had more than this of the people whom the other strand could "
    "have heard wanted to raise the theme, there was less than one chance in twenty that none of its sources "
    "did. The smaller the strand, the larger this share, and the less its silence means.",
    f'"{TOO_FEW}": that share reaches the lower limit of the share in the strand that raised it, so the '
    f'silence of the other is no sign that it differs. "{IF_LOOKED_FOR}": it stays below, so that silence is '
    "such a sign if its coders looked for the theme, and none if they did not.",
)
_DIVIDED = (
    f'"{NOT_DIVIDED}": the other strand raised the theme and coded it as a whole, so whether it would have '
    "raised the subtheme is not known.",
    "A subtheme of a theme that one strand alone raised is not listed: the table of themes says it.",
)


def only_one_strand(frames: Frames, consultation: Consultation, what: What = "theme") -> ResultTable:
    """Return the themes (or subthemes) that one strand alone raised, beside each other coded strand.

    Columns: theme, subtheme (if asked for), strand (that raised it), other (a strand that is coded and did
    not), silence (in words, what the other's may say: ``TOO_FEW`` if could_have_missed is not below ``low``,
    else ``IF_LOOKED_FOR``; ``NOT_DIVIDED`` where nothing can be said of a subtheme), could_have_missed (the
    upper 95% limit of the other's rate, having seen none, if its coders looked for it), other_base (the
    other's sources with a coded text), sources (who raised it), sources_base, sources_share, low, high
    (Wilson, 95%). The table is called ``themes_of_one_strand`` or ``subthemes_of_one_strand``, and is empty
    where fewer than two strands are coded.

    Raises
    ------
    HeardError
        If ``what`` is neither "theme" nor "subtheme".

    Notes
    -----
    The limit is the one-sided Clopper-Pearson limit at 0 of n, 1 - 0.05^(1/n), which the "rule of three"
    (3/n) approaches: Hanley and Lippman-Hand (1983), JAMA 249, 1743-1745.
    """
    if what not in ("theme", "subtheme"):
        raise HeardError(f"there is no level `{what}`", fix="Choose theme or subtheme.")
    coded = coded_by_strand(frames, consultation)
    by = ["theme", "subtheme"][: 1 if what == "theme" else 2]
    raised = _raised_alone(coded, by)
    listed = strands_coded(consultation, coded)
    others = pd.DataFrame({"other": pd.Series(listed, dtype="str")})
    pairs = raised.merge(others, how="cross")
    rows = pairs[pairs["strand"] != pairs["other"]]
    dimensions = [*by, "strand", "other"]
    counted = rows.groupby(dimensions, sort=False).size().rename("sources").reset_index()
    bases = rows_behind(coded, ("strand",), "source").groupby("strand").size()
    counted["sources_base"] = look_up(counted["strand"], bases)
    counted["other_base"] = look_up(counted["other"], bases)
    counted["sources_share"] = share(counted["sources"], counted["sources_base"])
    counted["low"], counted["high"] = wilson(counted["sources"], counted["sources_base"])
    counted["could_have_missed"] = could_have_missed(counted["other_base"])
    if what == "subtheme":
        counted["could_have_missed"] = counted["could_have_missed"].mask(_undivided(coded, counted))
    counted["silence"] = _silence(counted)
    columns = _columns(what)
    used = themes_used(frames, consultation, coded)
    return ResultTable(
        name=f"{what}s_of_one_strand",
        title=f"{what.capitalize()}s that one strand alone raised",
        frame=_in_order(counted, frames, listed)[[column.name for column in columns]],
        columns=columns,
        universe="coded texts of all collections",
        rows_behind={"sources": rows.merge(counted[[*dimensions, "silence"]], on=dimensions)},
        notes=(
            *_NOTES,
            *[used] * bool(used),
            *(_DIVIDED if what == "subtheme" else ()),
            ASKED_DIFFERENTLY,
            A_SOURCE,
        ),
    )


def _silence(counted: pd.DataFrame) -> pd.Series:
    """Return in words what the other strand's silence may say: never more than its coders looked for."""
    said = np.where(counted["could_have_missed"] >= counted["low"], TOO_FEW, IF_LOOKED_FOR)
    return pd.Series(said, index=counted.index, dtype="str").mask(
        counted["could_have_missed"].isna(), NOT_DIVIDED
    )


def could_have_missed(base: pd.Series) -> pd.Series:
    """Return the largest rate (95%, one-sided) that is consistent with none among so many; missing for 0."""
    return 1 - _LEVEL ** (1 / base.where(base > 0).astype("float64"))


def _columns(what: What) -> tuple[Column, ...]:
    dimensions = [
        dimension("theme", "Theme", overlaps=True),
        dimension("subtheme", "Subtheme", overlaps=True),
    ]
    return (
        *dimensions[: 1 if what == "theme" else 2],
        dimension("strand", "Raised in"),
        dimension("other", "Not raised in", overlaps=True),
        dimension("silence", "Does its silence say anything?"),
        estimate(
            "could_have_missed",
            "Largest share it could have missed (95%), if its coders looked for it",
            "share",
            undefined=NOT_DIVIDED,
        ),
        base("other_base", "Other's sources with a coded text", "sources"),
        count("sources", "Sources who raised it", "sources"),
        base("sources_base", "Sources with a coded text", "sources"),
        rate("sources_share", "Share who raised it", of=("sources", "sources_base")),
        interval("low", "Lower limit (95%)", of="sources_share", side="low"),
        interval("high", "Upper limit (95%)", of="sources_share", side="high"),
    )


def _raised_alone(coded: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return (what, strand, row_id) of who raised what one strand alone raised."""
    raised = coded
    if "subtheme" in by:
        raised = coded[coded["subtheme"] != THEME_ITSELF]
        several = coded.groupby("theme")["strand"].nunique()
        raised = raised[raised["theme"].isin(several.index[several > 1])]
    rows = rows_behind(raised, (*by, "strand"), "source")
    return rows[rows.groupby(by)["strand"].transform("nunique") == 1]


def _undivided(coded: pd.DataFrame, counted: pd.DataFrame) -> pd.Series:
    """Return for each row whether the other strand raised the theme and none of its subthemes."""
    whole = (coded["subtheme"] == THEME_ITSELF).groupby([coded["theme"], coded["strand"]]).all()
    pairs = pd.MultiIndex.from_frame(counted[["theme", "other"]])
    return pd.Series(pairs.isin(whole.index[whole]), index=counted.index)


def _in_order(counted: pd.DataFrame, frames: Frames, listed: list[str]) -> pd.DataFrame:
    """Return rows by strand, what most sources raised first; equals in the codebook's order."""
    place = {name: place for place, name in enumerate(listed)}
    keys = {
        "strand": counted["strand"].map(place),
        "sources": -counted["sources"],
        "theme": counted["theme"].map(_places(theme_names(frames.codes))),
        "other": counted["other"].map(place),
    }
    if "subtheme" in counted:
        keys["theme"] = keys["theme"] * len(frames.codes) + counted["subtheme"].map(
            _places(subtheme_names(frames.codes))
        )
    order = pd.DataFrame(keys).sort_values(list(keys)).index
    return counted.loc[order].reset_index(drop=True)


def _places(names: dict[str, str]) -> dict[str, int]:
    # Subthemes of two themes may share a name: the first place serves, since the theme comes before it.
    return {name: place for place, name in reversed(list(enumerate(names.values())))}
