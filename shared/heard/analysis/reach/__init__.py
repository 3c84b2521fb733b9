"""Who was heard: by collection, method, channel and group, against the population.

Two counts of people stand side by side and are never added together or mixed. *People known* are
respondents with an id, each counted once. *People present* is a sum over sessions of how many were there;
somebody who came twice counts twice.
"""

from heard.analysis.reach.experience import reach_by_lived_experience
from heard.analysis.reach.groups import group_pairs, groups_held, reach_by_group
from heard.analysis.reach.population import present_against_population, respondents_against_population
from heard.analysis.reach.strands import reach, reach_by_channel, reach_by_collection, reach_by_method

__all__ = [
    "group_pairs",
    "groups_held",
    "present_against_population",
    "reach",
    "reach_by_channel",
    "reach_by_collection",
    "reach_by_group",
    "reach_by_lived_experience",
    "reach_by_method",
    "respondents_against_population",
]
