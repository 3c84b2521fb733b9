"""The switches that several workbooks offer, with the options that a consultation has."""

from heard.consultation import Consultation
from heard.tables.view import Switch

ALL = "all"


def texts_switch(consultation: Consultation) -> Switch:
    """Return a choice of texts: all, those of a collection, or those of one of its free-text questions.

    An option is ``all``, a collection's code, or ``collection.question``.
    """
    options = {ALL: "All texts"}
    for collection in consultation.collections:
        options[collection.code] = collection.title
        for question in collection.questions:
            if question.kind == "free_text":
                options[f"{collection.code}.{question.code}"] = f"{collection.title}: {question.code}"
    return Switch("texts", "Texts", options)


def collection_switch(consultation: Consultation) -> Switch:
    """Return a choice of collections: all, or one."""
    titles = {collection.code: collection.title for collection in consultation.collections}
    return Switch("collection", "Collection", {ALL: "All collections"} | titles)


def group_switch(consultation: Consultation) -> Switch:
    """Return a choice of people: all, or those who hold one group; an option is ``grouping.group``."""
    options = {ALL: "Everyone"}
    for grouping in consultation.groupings:
        for group in grouping.groups:
            options[f"{grouping.code}.{group.code}"] = f"{grouping.name}: {group.name}"
    return Switch("people", "People", options)


def grouping_switch(consultation: Consultation, first: str) -> Switch:
    """Return a choice of grouping, one of them first."""
    names = {grouping.code: grouping.name for grouping in consultation.groupings}
    return Switch("grouping", "Compared by", {first: names[first], **names})


def theme_switch(consultation: Consultation) -> Switch:
    """Return a choice of themes: all, or one."""
    return Switch(
        "theme", "Theme", {ALL: "All themes"} | {code.code: code.name for code in consultation.codebook}
    )


def composition_switch(consultation: Consultation, grouping: str) -> Switch:
    """Return a choice of how much people count in a pooled figure, by the groups of one grouping.

    An option is ``as_heard``, ``each_group_equal``, ``stated_shares`` (if a group has a share of the
    population) or ``without.<group>``.
    """
    groups = consultation.grouping(grouping).groups
    options = {"as_heard": "As heard", "each_group_equal": "Each group equal"}
    if any(group.population_share is not None for group in groups):
        options["stated_shares"] = "Stated shares of the population"
    options |= {f"without.{group.code}": f"Without {group.name}" for group in groups}
    return Switch("composition", "Composition", options)
