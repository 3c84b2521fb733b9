"""What each group said, and what sets it apart.

A group's rate is out of its known people with a coded text. Groups overlap, because people hold several, so
groups are never compared with each other as if they were apart: a group is compared with everyone who stated
a group and does not hold it.
"""

from heard.analysis.groups.areas import areas_outside, theme_to_look_at, themes_by_area
from heard.analysis.groups.differences import distinctive_subthemes, distinctive_themes
from heard.analysis.groups.limits import control_limits
from heard.analysis.groups.missing import who_is_missing
from heard.analysis.groups.page_words import groups_in_words
from heard.analysis.groups.pages import group_pages
from heard.analysis.groups.themes import (
    group_bases,
    subthemes_by_group,
    themes_by_group,
    themes_by_group_present,
)

__all__ = [
    "areas_outside",
    "control_limits",
    "distinctive_subthemes",
    "distinctive_themes",
    "group_bases",
    "group_pages",
    "groups_in_words",
    "subthemes_by_group",
    "theme_to_look_at",
    "themes_by_area",
    "themes_by_group",
    "themes_by_group_present",
    "who_is_missing",
]
