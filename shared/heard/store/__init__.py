"""What people add by hand: codings, the codebook's changes, memos, settlements, approvals, decisions...

A store is a database of its own for each consultation (see ``database``), in which every act is one
transaction and every thing a row of revisions (see ``schema``). What stands in the consultation's files is
read from there and laid under it (see ``overlay``), so a consultation that nobody has touched by hand needs
no store.
"""

from heard.store.anchors import Anchor, Placement, anchor_of, find_again, place
from heard.store.approvals import current_approvals, judge_quote
from heard.store.batches import (
    Batch,
    close_batch,
    current_batches,
    give_batch,
    independent_codings,
    texts_read,
    visible_codings,
)
from heard.store.codebook import Codebook, CodeEntry, code_history, current_codebook, named_versions
from heard.store.codebook_changes import (
    add_code,
    colour_code,
    define_code,
    merge_code,
    move_code,
    name_version,
    rename_code,
    restore_code,
    retire_code,
    split_code,
)
from heard.store.codings import (
    Coding,
    apply_codings,
    change_coding,
    coding_history,
    current_codings,
    remove_coding,
    restore_coding,
)
from heard.store.conflict import Conflict
from heard.store.decisions import (
    Decision,
    decide,
    decided,
    decided_under,
    decision_history,
    last_decision,
)
from heard.store.memos import Memo, change_memo, current_memos, memo_history, remove_memo, write_memo
from heard.store.overlay import find_again_all, frames_with_store, independent_frames
from heard.store.rated import Rated, rated_round, rated_rounds
from heard.store.ratings import current_ratings, rate
from heard.store.rounds import (
    all_answers,
    answer,
    answers_of,
    invite,
    lock_sheet,
    open_round,
    raters,
    recognise,
    reopen_sheet,
    round_of,
    rounds,
    share_name,
    shared_names,
    sheet_state,
    take_sheet,
)
from heard.store.settlements import Settlement, all_settlements, current_settlements, settle
from heard.store.store import Act, Store, audit_trail, find_store, open_store

__all__ = [
    "Act",
    "Anchor",
    "Batch",
    "CodeEntry",
    "Codebook",
    "Coding",
    "Conflict",
    "Decision",
    "Memo",
    "Placement",
    "Rated",
    "Settlement",
    "Store",
    "add_code",
    "all_answers",
    "all_settlements",
    "anchor_of",
    "answer",
    "answers_of",
    "apply_codings",
    "audit_trail",
    "change_coding",
    "change_memo",
    "close_batch",
    "code_history",
    "coding_history",
    "colour_code",
    "current_approvals",
    "current_batches",
    "current_codebook",
    "current_codings",
    "current_memos",
    "current_ratings",
    "current_settlements",
    "decide",
    "decided",
    "decided_under",
    "decision_history",
    "define_code",
    "find_again",
    "find_again_all",
    "find_store",
    "frames_with_store",
    "give_batch",
    "independent_codings",
    "independent_frames",
    "invite",
    "judge_quote",
    "last_decision",
    "lock_sheet",
    "memo_history",
    "merge_code",
    "move_code",
    "name_version",
    "named_versions",
    "open_round",
    "open_store",
    "place",
    "rate",
    "rated_round",
    "rated_rounds",
    "raters",
    "recognise",
    "remove_coding",
    "remove_memo",
    "rename_code",
    "reopen_sheet",
    "restore_code",
    "restore_coding",
    "retire_code",
    "round_of",
    "rounds",
    "settle",
    "share_name",
    "shared_names",
    "sheet_state",
    "split_code",
    "take_sheet",
    "texts_read",
    "visible_codings",
    "write_memo",
]
