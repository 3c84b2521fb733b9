"""Agreement between coders and between raters, beyond what chance alone would bring.

The coefficients take judgements of any values (unit, rater, value). The tables take codings: a coder who read
a text put each code on it, or did not, on the whole text or on each of its characters. Every table is worked
out with and without what nobody coded in the base, because that decides the answer.
"""

from heard.analysis.agreement.answers import Answer
from heard.analysis.agreement.by_code import agreement_by_code, agreement_by_theme
from heard.analysis.agreement.by_pair import agreement_by_pair
from heard.analysis.agreement.coefficients import (
    brennan_prediger,
    coefficients,
    cohens_kappa,
    fleiss_kappa,
    gwets_ac1,
    krippendorff_alpha,
    percent_agreement,
    scotts_pi,
)
from heard.analysis.agreement.overall import agreement_overall
from heard.analysis.agreement.resampling import Resampling
from heard.analysis.agreement.sets import masi_distance
from heard.analysis.agreement.sets_of_codes import masi_alpha
from heard.analysis.agreement.where import confused_themes, disagreements

__all__ = [
    "Answer",
    "Resampling",
    "agreement_by_code",
    "agreement_by_pair",
    "agreement_by_theme",
    "agreement_overall",
    "brennan_prediger",
    "coefficients",
    "cohens_kappa",
    "confused_themes",
    "disagreements",
    "fleiss_kappa",
    "gwets_ac1",
    "krippendorff_alpha",
    "masi_alpha",
    "masi_distance",
    "percent_agreement",
    "scotts_pi",
]
