"""Topics: what latent Dirichlet allocation finds in the words. A topic is no theme until a person says so."""

from heard.analysis.topics.chains import (
    PILOTS,
    TopicChains,
    combine_chains,
    convergence_of,
    shortened,
    sweeps_needed,
)
from heard.analysis.topics.fit import fit_topics, model_key, model_keys
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.gibbs import Groups
from heard.analysis.topics.groups import groups_of_texts
from heard.analysis.topics.identity import RememberedTopics, carry_identity
from heard.analysis.topics.settings import TopicSettings
from heard.analysis.topics.tables import (
    chain_agreement,
    relevant_words,
    topic_codes,
    topic_convergence,
    topic_correlations,
    topic_labels,
    topic_map,
    topic_passports,
    topic_prevalence,
    topic_regression,
    topic_shares,
    topic_stability,
    topic_texts,
    topic_words,
    topics_against_codes,
    typical_texts,
)

__all__ = [
    "PILOTS",
    "FittedTopics",
    "Groups",
    "RememberedTopics",
    "TopicChains",
    "TopicSettings",
    "carry_identity",
    "chain_agreement",
    "combine_chains",
    "convergence_of",
    "fit_topics",
    "groups_of_texts",
    "model_key",
    "model_keys",
    "relevant_words",
    "shortened",
    "sweeps_needed",
    "topic_codes",
    "topic_convergence",
    "topic_correlations",
    "topic_labels",
    "topic_map",
    "topic_passports",
    "topic_prevalence",
    "topic_regression",
    "topic_shares",
    "topic_stability",
    "topic_texts",
    "topic_words",
    "topics_against_codes",
    "typical_texts",
]
