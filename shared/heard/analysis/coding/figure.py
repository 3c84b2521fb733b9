"""The themes as a report prints them: each with what it means and the points that people made."""

import pandas as pd

from heard.analysis.coding.coded import THEME_ITSELF
from heard.analysis.coding.themes import COUNTS, RankBy, subthemes, themes
from heard.analysis.labels import theme_names
from heard.analysis.scope import EVERYTHING, Scope
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Margin, ResultTable, dimension

NOT_DESCRIBED = "Not described in the codebook"
NO_POINT = "None below the theme itself"
_BETWEEN = "; "
_WORDS = ("description", "points")


def figure_of_themes(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    rank_by: RankBy = "mentions",
) -> ResultTable:
    """Return the themes that were raised, the most often raised first, described and with their points.

    Columns: theme; description, the codebook's definition of it; points, the subthemes raised, the most
    often raised first; people, sessions and mentions with their bases. Descriptions and points are the
    analysts' words, so they are categories and no respondent's text. A theme that nobody raised is left
    out.
    """
    ranked = themes(frames, consultation, scope, rank_by)
    words = _words_on(frames, subthemes(frames, consultation, scope, rank_by=rank_by))
    kept = ["people", "people_base", "sessions", "sessions_base", "mentions", "mentions_base"]
    raised = ranked.frame[ranked.frame["mentions"] > 0]
    frame = raised.merge(words, on="theme", how="left")[["theme", *_WORDS, *kept]]
    counted = [name for name in kept if name in COUNTS]
    return ResultTable(
        name="figure_of_themes",
        title="The themes raised, what each means and the points made",
        frame=frame,
        columns=(
            dimension("theme", "Theme", overlaps=True),
            dimension("description", "Brief description"),
            dimension("points", "Points made"),
            *(ranked.column(name) for name in kept),
        ),
        universe=ranked.universe,
        rows_behind={name: ranked.rows_behind[name].merge(words, on="theme") for name in counted},
        margins=tuple(
            Margin(name, ("theme", *_WORDS), "coding_totals", name, exact=name == "mentions")
            for name in counted
        ),
        notes=(
            "Descriptions and points are the words of the codebook, not of anyone who took part.",
            "Points stand in the order of how often they were raised; that says nothing of their weight.",
            *ranked.notes[:1],
        ),
    )


def _words_on(frames: Frames, below: ResultTable) -> pd.DataFrame:
    """Return (theme, description, points) of every theme."""
    names = theme_names(frames.codes)
    defined = frames.codes.set_index("code")["definition"].reindex(list(names)).fillna("").str.strip()
    raised = below.frame[(below.frame["mentions"] > 0) & (below.frame["subtheme"] != THEME_ITSELF)]
    points = raised.groupby("theme", sort=False)["subtheme"].agg(_BETWEEN.join)
    return pd.DataFrame(
        {
            "theme": list(names.values()),
            "description": defined.where(defined != "", NOT_DESCRIBED).to_list(),
            "points": points.reindex(list(names.values())).fillna(NO_POINT).to_list(),
        },
        dtype="str",
    )
