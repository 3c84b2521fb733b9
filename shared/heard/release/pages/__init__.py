"""The content of the pages of a release: what each says and shows, in every state, as JSON and charts.

How a page looks is in :mod:`heard.pages`; here is what is on it. A page is a function from the protected
tables to its content, or to None where the release has nothing for it.
"""

from heard.release.pages.about import about
from heard.release.pages.difference import difference
from heard.release.pages.evidence import evidence
from heard.release.pages.figures import Studio
from heard.release.pages.groups import groups
from heard.release.pages.overview import overview
from heard.release.pages.quotes import Quote, beside, quotes
from heard.release.pages.themes import themes
from heard.release.pages.topics import topics

PAGES = {
    "overview": overview,
    "themes": themes,
    "groups": groups,
    "topics": topics,
    "evidence": evidence,
    "difference": difference,
}
"""In the order of navigation; quotes and what is about the data follow."""

__all__ = ["PAGES", "Quote", "Studio", "about", "beside", "quotes"]
