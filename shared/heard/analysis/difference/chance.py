"""From what chance alone would do to what is called a difference, when many are looked at at once."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import false_discovery_control

from heard.analysis.groups.differences import FALSE_DISCOVERIES
from heard.tables import Column, estimate

UNCOMPARED = "Not compared"
CHANCE = (
    "The adjusted probability (q, the false discovery rate) takes into account how many comparisons this "
    f"table makes: of those said to differ (q up to {FALSE_DISCOVERIES:.0%}), no more than "
    f"{FALSE_DISCOVERIES:.0%} are to be expected to do so by chance alone. What is not said to differ was "
    "not shown to agree."
)
DIFFERS = estimate("differs", "Differs", "1 yes, 0 no", undefined=UNCOMPARED)
CHANCE_COLUMNS: tuple[Column, ...] = (
    estimate("p", "Probability by chance (p)", "probability", undefined=UNCOMPARED),
    estimate("q", "Adjusted probability (q)", "probability", undefined=UNCOMPARED),
)


def with_discoveries(frame: pd.DataFrame, p: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Return a frame with the columns p, q (Benjamini and Hochberg 1995) and differs (1 or 0).

    Parameters
    ----------
    p
        A p-value for each row; missing where nothing was compared, and then so are the other two.
    """
    q = np.full(len(p), np.nan)
    compared = ~np.isnan(p)
    if compared.any():
        q[compared] = false_discovery_control(p[compared])
    differs = pd.Series(q <= FALSE_DISCOVERIES, index=frame.index).astype("Int64").where(compared)
    return frame.assign(p=p, q=q, differs=differs)
