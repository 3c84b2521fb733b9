"""The tables of the store. Whatever changes here needs a migration beside it (see ``migrations``).

Everything that people make by hand (a coding, a code, a memo, a settlement, an approval) is kept as
*revisions*: a row holds the whole state of the thing after one act, and no row is ever changed or removed.
The state now is the latest revision; the state at a past moment is the latest revision of an act no later
than it. Two people who change the same thing from the same state would both write the same revision, which
the primary key refuses: so nobody overwrites what somebody else has meanwhile done.
"""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=empty)


def _of_act() -> sa.Column[int]:
    return sa.Column("act_id", sa.ForeignKey("acts.act_id"), nullable=False, index=True)


def _revision() -> sa.Column[int]:
    return sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


about = sa.Table("about", metadata, _key("key"), _text("value"))
"""What this store is of: the consultation's title, by which a store of another one is refused."""

acts = sa.Table(
    "acts",
    metadata,
    sa.Column("act_id", sa.Integer, primary_key=True, autoincrement=True),
    _text("actor"),
    _text("known_by"),
    sa.Column("at", sa.DateTime, nullable=False, index=True),
    _text("kind"),
    _text("reason"),
)
"""The audit trail: who did something, when (UTC), what kind of thing, and the reason given."""

coding_revisions = sa.Table(
    "coding_revisions",
    metadata,
    _key("coding_id"),
    _revision(),
    _of_act(),
    _text("deed"),
    sa.Column("text_id", sa.Text, nullable=False, index=True),
    _text("code"),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer),
    _text("quote"),
    _text("before"),
    _text("after"),
    _text("digest"),
    _text("coder"),
    sa.Column("coded_at", sa.DateTime),
    _text("origin"),
)

code_revisions = sa.Table(
    "code_revisions",
    metadata,
    _key("code"),
    _revision(),
    _of_act(),
    _text("deed"),
    _text("name"),
    _text("definition"),
    _text("parent", empty=True),
    _text("colour"),
    sa.Column("position", sa.Integer, nullable=False),
    _text("opposes", empty=True),
    _text("merged_into", empty=True),
)

codebook_versions = sa.Table(
    "codebook_versions",
    metadata,
    _key("name"),
    _of_act(),
)
"""Moments of the codebook that somebody gave a name ("as piloted")."""

memo_revisions = sa.Table(
    "memo_revisions",
    metadata,
    _key("memo_id"),
    _revision(),
    _of_act(),
    _text("deed"),
    _text("about"),
    _text("about_id"),
    _text("name"),
    _text("body"),
    _text("author"),
    sa.Column("written_at", sa.DateTime),
)

batches = sa.Table(
    "batches",
    metadata,
    _key("batch_id"),
    _of_act(),
    _text("name"),
    sa.Column("blind", sa.Boolean, nullable=False),
)

assignments = sa.Table(
    "assignments",
    metadata,
    sa.Column("batch_id", sa.ForeignKey("batches.batch_id"), primary_key=True),
    _key("coder"),
    _key("text_id"),
)

closings = sa.Table(
    "closings",
    metadata,
    sa.Column("batch_id", sa.ForeignKey("batches.batch_id"), primary_key=True),
    _key("coder"),
    _of_act(),
)

settlement_revisions = sa.Table(
    "settlement_revisions",
    metadata,
    _key("text_id"),
    _key("code"),
    _revision(),
    _of_act(),
    sa.Column("belongs", sa.Boolean),
)
"""Whether a code belongs on a text, once coders disagreed; empty where a settlement was taken back."""

approval_revisions = sa.Table(
    "approval_revisions",
    metadata,
    _key("text_id"),
    sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("end", sa.Integer, primary_key=True, autoincrement=False),
    _revision(),
    _of_act(),
    _text("verdict"),
    _text("words"),
    _text("hidden"),
    _text("code"),
    _text("about"),
    _text("who"),
    _text("digest"),
    _text("origin"),
    _text("approvals"),
)
"""Whether words may be quoted, in which wording, and who approved just that; what is hidden in the wording
and who approved are lists in JSON. Empty wording and checksum: from before these were kept."""

rating_revisions = sa.Table(
    "rating_revisions",
    metadata,
    _key("subject"),
    _key("scale"),
    _key("rater"),
    _revision(),
    _of_act(),
    _text("value", empty=True),
    _text("comment"),
)
"""What a rater says of a subject (a topic, a pair of words) on a scale; empty where it was taken back."""

identifiers = sa.Table(
    "identifiers", metadata, _key("kind"), _key("own_id"), _text("guid"), _text("content", empty=True)
)
"""What another tool knows a thing by, so that what comes back is recognised; and, as JSON, what it said of
the thing that Heard has no use for and gives back when it exports."""

decision_revisions = sa.Table(
    "decision_revisions",
    metadata,
    _key("subject"),
    _revision(),
    _of_act(),
    _text("value", empty=True),
)
"""What a person decided about something, such as a number of topics; empty where it was taken back."""

rating_rounds = sa.Table(
    "rating_rounds", metadata, _key("round_id"), _of_act(), _text("name"), _text("content")
)
"""What raters are shown and asked in one round, as JSON: it never changes once it is open."""

round_raters = sa.Table(
    "round_raters",
    metadata,
    sa.Column("round_id", sa.ForeignKey("rating_rounds.round_id"), primary_key=True),
    _key("rater"),
    _revision(),
    _of_act(),
    sa.Column("token_digest", sa.Text, nullable=False, unique=True),
)
"""Who was invited to a round, with a digest of the token in their private link; a new link ends the old."""

sheet_revisions = sa.Table(
    "sheet_revisions",
    metadata,
    sa.Column("round_id", sa.ForeignKey("rating_rounds.round_id"), primary_key=True),
    _key("rater"),
    _revision(),
    _of_act(),
    _text("state"),
)
"""Whether a rater's sheet is locked, or open again; the act has the reason."""

shared_name_revisions = sa.Table(
    "shared_name_revisions",
    metadata,
    sa.Column("round_id", sa.ForeignKey("rating_rounds.round_id"), primary_key=True),
    _key("name"),
    _revision(),
    _of_act(),
    _text("shared", empty=True),
)
"""Which shared name a coordinator put a rater's free name under; empty where that was taken back."""
