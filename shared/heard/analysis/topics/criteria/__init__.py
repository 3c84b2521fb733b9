"""Criteria of the number of topics: what speaks for which k. The choice is a person's."""

from heard.analysis.topics.criteria.criteria import CRITERIA, Criterion
from heard.analysis.topics.criteria.hold_out import HeldOut, hold_out
from heard.analysis.topics.criteria.tables import criteria_by_k, criteria_choice, k_choices

__all__ = ["CRITERIA", "Criterion", "HeldOut", "criteria_by_k", "criteria_choice", "hold_out", "k_choices"]
