"""What a topic model says, as result tables: one file a table."""

from heard.analysis.topics.tables.codes import topic_codes, topics_against_codes
from heard.analysis.topics.tables.convergence import chain_agreement, topic_convergence
from heard.analysis.topics.tables.labels import topic_labels
from heard.analysis.topics.tables.passports import topic_passports
from heard.analysis.topics.tables.prevalence import topic_prevalence
from heard.analysis.topics.tables.regression import topic_regression
from heard.analysis.topics.tables.relations import topic_correlations, topic_map
from heard.analysis.topics.tables.shares import topic_shares
from heard.analysis.topics.tables.stability import topic_stability
from heard.analysis.topics.tables.texts import topic_texts
from heard.analysis.topics.tables.typical import typical_texts
from heard.analysis.topics.tables.words import relevant_words, topic_words

__all__ = [
    "chain_agreement",
    "relevant_words",
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
