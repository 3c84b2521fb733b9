"""Dictionaries at work: where texts name what a list holds, whatever the list is of."""

from heard.analysis.dictionary.matching import find_entries
from heard.analysis.dictionary.places import entries_in_context, entry_names, places_in_context

__all__ = ["entries_in_context", "entry_names", "find_entries", "places_in_context"]
