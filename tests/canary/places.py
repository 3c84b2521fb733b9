"""Where canaries are planted, each under the name that its word is made of; and what is published beside."""

RAW = (
    "comment of the file",
    "definition of a code",
    "label of a group",
    "header of a column",
    "id of a person",
    "name of a person",
    "email of a person",
    "phone of a person",
    "answer of one person",
    "answer of nine people",
    "answer that is filler",
    "evidence of one sender",
    "group that nobody declared",
    "channel of one submission",
    "date that cannot be read",
    "mark that nobody declared",
    "question that was not asked",
)
STORED = (
    "memo on the consultation",
    "heading of a memo",
    "memo on a text",
    "memo on a coding",
    "memo on a code",
    "coder",
    "reason of a coding",
    "definition that was changed",
    "reason of a definition",
    "reason of a decision",
    "words before a quotation",
    "words after a quotation",
    "name in a quotation",
    "words hidden by hand",
    "wording before it was changed",
    "reason of another wording",
    "approver",
    "reason of an approval",
    "quotation that one person approved",
    "quotation that was rejected",
    "reason of a rejection",
    "quotation of words that were replaced",
)
RESULTS = (
    "who started the run",
    "category of a table inside",
    "title of a table inside",
    "title of a chart inside",
    "words of a result",
    "file of a result",
    "word of a topic that few wrote",
    "unit of a column inside",
    "note with a number",
    "note of a Parquet file",
    "category of no row",
    "source of a notebook",
    "output of a notebook",
    "error of a notebook",
    "widget of a notebook",
    "widget that was never shown",
)
INSIDE = (*RAW, *STORED, *RESULTS)
"""In the home of the review: its data, its store and its results."""
SERVED = (
    "source of a page's notebook",
    "text of a page's notebook",
    "output of a page's notebook",
    "error of a page's notebook",
    "widget of a page's kernel",
)
"""In a notebook of the dashboards, and so in the kernel of its page."""

RELEASE = "xebrick-2021"
OWNER = "The testers of Gorsewell"
THEMES = {"help": "Help in good time", "staff": "People who stay"}
APPROVED = "[Person 1] waited nine long winters [left out] for a place, and nobody wrote."
COMMON = "kinship"
"""Written by so many that a topic may be named by it."""
FEW = 9
"""The most people who are few, by the rule that holds where a consultation says nothing."""
