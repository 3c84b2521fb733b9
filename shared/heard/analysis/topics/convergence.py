"""Have the chains settled? Rank-normalised split R-hat and bulk effective sample size.

Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and localization: an
improved R-hat for assessing convergence of MCMC", Bayesian Analysis 16. Equation numbers are theirs.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft
from scipy.stats import norm, rankdata  # type: ignore[attr-defined]


def r_hat(draws: NDArray[np.float64]) -> float:
    """Return the larger of the rank-normalised split R-hat and that of the folded draws (section 4.1).

    Parameters
    ----------
    draws
        At least 4 draws of each chain. Shape (chains, draws).

    Returns
    -------
    1 for chains that agree, more for those that do not; missing if all draws are equal or too few.
    """
    if draws.shape[1] < 4 or np.ptp(draws) == 0:
        return float("nan")
    split = _split(draws)
    folded = np.abs(split - np.median(split))
    return max(_plain_r_hat(_rank_normalised(each)) for each in (split, folded))


def effective_size(draws: NDArray[np.float64]) -> float:
    """Return the bulk effective sample size: how many independent draws these are worth (section 4.2).

    Parameters
    ----------
    draws
        At least 4 draws of each chain. Shape (chains, draws).
    """
    if draws.shape[1] < 4 or np.ptp(draws) == 0:
        return float("nan")
    split = _rank_normalised(_split(draws))
    chains, length = split.shape
    autocovariance = np.stack([_autocovariance(chain) for chain in split])
    within = autocovariance[:, 0].mean() * length / (length - 1)
    spread = within * (length - 1) / length + split.mean(axis=1).var(ddof=1)
    # Equation 10: the autocorrelation of the chains together at each lag.
    correlation = 1 - (within - autocovariance.mean(axis=0)) / spread
    correlation[0] = 1
    # A time under one is that of draws that alternate; the bound keeps the size from growing without end.
    time = max(_integrated(correlation), 1 / np.log10(chains * length))
    return float(chains * length / time)


def _split(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _rank_normalised(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return normal scores of the ranks over all chains (equation 14)."""
    ranks = rankdata(draws).reshape(draws.shape)
    return np.asarray(norm.ppf((ranks - 3 / 8) / (draws.size + 1 / 4)), dtype=np.float64)


def _plain_r_hat(split: NDArray[np.float64]) -> float:
    length = split.shape[1]
    between = length * split.mean(axis=1).var(ddof=1)
    within = split.var(axis=1, ddof=1).mean()
    return float(np.sqrt(((length - 1) / length * within + between / length) / within))


def _autocovariance(chain: NDArray[np.float64]) -> NDArray[np.float64]:
    length = len(chain)
    padded = next_fast_len(2 * length)
    spectrum = rfft(chain - chain.mean(), padded)
    return np.asarray(irfft(spectrum * spectrum.conj(), padded)[:length] / length, dtype=np.float64)


def _integrated(correlation: NDArray[np.float64]) -> float:
    """Return the integrated autocorrelation time by Geyer's initial monotone sequence (equation 11 on)."""
    even = (len(correlation) - 1) // 2 * 2
    pairs = correlation[:even].reshape(-1, 2).sum(axis=1)
    last = int(np.argmax(np.append(pairs[:-1], -1) < 0))
    monotone = np.minimum.accumulate(pairs[:last])
    rest = correlation[2 * last]
    # A pair that turned negative counts for its positive half alone; the last pair there is counts as it is.
    counts = rest > 0 or (0 < last < len(pairs) and pairs[last] >= 0)
    return float(-1 + 2 * monotone.sum() + (rest if counts else 0))
