"""Rounds of rating, and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply, the table that others refer to first."""
    _decision_revisions()
    _rating_rounds()
    _round_raters()
    _sheet_revisions()
    _shared_name_revisions()


def _decision_revisions() -> None:
    op.create_table(
        "decision_revisions",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_decision_revisions_act_id")),
        sa.PrimaryKeyConstraint("subject", "revision", name=op.f("pk_decision_revisions")),
    )
    op.create_index(op.f("ix_decision_revisions_act_id"), "decision_revisions", ["act_id"], unique=False)


def _rating_rounds() -> None:
    op.create_table(
        "rating_rounds",
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_rating_rounds_act_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_rating_rounds")),
    )
    op.create_index(op.f("ix_rating_rounds_act_id"), "rating_rounds", ["act_id"], unique=False)


def _round_raters() -> None:
    op.create_table(
        "round_raters",
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_round_raters_act_id")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rating_rounds.round_id"], name=op.f("fk_round_raters_round_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "rater", "revision", name=op.f("pk_round_raters")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_round_raters_token_digest")),
    )
    op.create_index(op.f("ix_round_raters_act_id"), "round_raters", ["act_id"], unique=False)


def _sheet_revisions() -> None:
    op.create_table(
        "sheet_revisions",
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_sheet_revisions_act_id")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rating_rounds.round_id"], name=op.f("fk_sheet_revisions_round_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "rater", "revision", name=op.f("pk_sheet_revisions")),
    )
    op.create_index(op.f("ix_sheet_revisions_act_id"), "sheet_revisions", ["act_id"], unique=False)


def _shared_name_revisions() -> None:
    op.create_table(
        "shared_name_revisions",
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("shared", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_shared_name_revisions_act_id")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rating_rounds.round_id"], name=op.f("fk_shared_name_revisions_round_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "name", "revision", name=op.f("pk_shared_name_revisions")),
    )
    op.create_index(
        op.f("ix_shared_name_revisions_act_id"), "shared_name_revisions", ["act_id"], unique=False
    )
