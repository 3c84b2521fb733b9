"""The first tables of the store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply, the tables that others refer to first."""
    _about()
    _acts()
    _identifiers()
    _approval_revisions()
    _batches()
    _code_revisions()
    _codebook_versions()
    _coding_revisions()
    _memo_revisions()
    _rating_revisions()
    _settlement_revisions()
    _assignments()
    _closings()


def _about() -> None:
    op.create_table(
        "about",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_about")),
    )


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("act_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("known_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_at"), "acts", ["at"], unique=False)


def _identifiers() -> None:
    op.create_table(
        "identifiers",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("own_id", sa.Text(), nullable=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "own_id", name=op.f("pk_identifiers")),
    )


def _approval_revisions() -> None:
    op.create_table(
        "approval_revisions",
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_approval_revisions_act_id")),
        sa.PrimaryKeyConstraint("text_id", "start", "end", "revision", name=op.f("pk_approval_revisions")),
    )
    op.create_index(op.f("ix_approval_revisions_act_id"), "approval_revisions", ["act_id"], unique=False)


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_batches_act_id")),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_act_id"), "batches", ["act_id"], unique=False)


def _code_revisions() -> None:
    op.create_table(
        "code_revisions",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("opposes", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_code_revisions_act_id")),
        sa.PrimaryKeyConstraint("code", "revision", name=op.f("pk_code_revisions")),
    )
    op.create_index(op.f("ix_code_revisions_act_id"), "code_revisions", ["act_id"], unique=False)


def _codebook_versions() -> None:
    op.create_table(
        "codebook_versions",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_codebook_versions_act_id")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_codebook_versions")),
    )
    op.create_index(op.f("ix_codebook_versions_act_id"), "codebook_versions", ["act_id"], unique=False)


def _coding_revisions() -> None:
    op.create_table(
        "coding_revisions",
        sa.Column("coding_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("coded_at", sa.DateTime(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_coding_revisions_act_id")),
        sa.PrimaryKeyConstraint("coding_id", "revision", name=op.f("pk_coding_revisions")),
    )
    op.create_index(op.f("ix_coding_revisions_act_id"), "coding_revisions", ["act_id"], unique=False)
    op.create_index(op.f("ix_coding_revisions_text_id"), "coding_revisions", ["text_id"], unique=False)


def _memo_revisions() -> None:
    op.create_table(
        "memo_revisions",
        sa.Column("memo_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_memo_revisions_act_id")),
        sa.PrimaryKeyConstraint("memo_id", "revision", name=op.f("pk_memo_revisions")),
    )
    op.create_index(op.f("ix_memo_revisions_act_id"), "memo_revisions", ["act_id"], unique=False)


def _rating_revisions() -> None:
    op.create_table(
        "rating_revisions",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_rating_revisions_act_id")),
        sa.PrimaryKeyConstraint("subject", "scale", "rater", "revision", name=op.f("pk_rating_revisions")),
    )
    op.create_index(op.f("ix_rating_revisions_act_id"), "rating_revisions", ["act_id"], unique=False)


def _settlement_revisions() -> None:
    op.create_table(
        "settlement_revisions",
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("belongs", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_settlement_revisions_act_id")),
        sa.PrimaryKeyConstraint("text_id", "code", "revision", name=op.f("pk_settlement_revisions")),
    )
    op.create_index(op.f("ix_settlement_revisions_act_id"), "settlement_revisions", ["act_id"], unique=False)


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.batch_id"], name=op.f("fk_assignments_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "coder", "text_id", name=op.f("pk_assignments")),
    )


def _closings() -> None:
    op.create_table(
        "closings",
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_closings_act_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.batch_id"], name=op.f("fk_closings_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "coder", name=op.f("pk_closings")),
    )
    op.create_index(op.f("ix_closings_act_id"), "closings", ["act_id"], unique=False)
