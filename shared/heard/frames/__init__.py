"""The frames that everything else reads: one column contract each, and ids that survive reading again."""

from heard.frames.contracts import CONTRACTS, Contract
from heard.frames.frames import Frames, empty_frame
from heard.frames.ids import is_among, numbered_ids, question_id, stable_id, stable_ids
from heard.frames.validate import validate_frames

__all__ = [
    "CONTRACTS",
    "Contract",
    "Frames",
    "empty_frame",
    "is_among",
    "numbered_ids",
    "question_id",
    "stable_id",
    "stable_ids",
    "validate_frames",
]
