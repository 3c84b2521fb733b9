"""A channel is published under its name if more than a few submissions came by it."""

import pandas as pd

from heard.analysis.labels import NOT_STATED
from heard.release.channel_names import OTHERS, with_common_channels
from heard.release.disclosure import Chosen
from heard.tables import ResultTable, base, count, dimension, rate

SENT = {"form": 30, "email": 10, NOT_STATED: 2, "brought by Zebedee": 1, "post": 9}


def by_channel(sent: dict[str, int]) -> Chosen:
    rows = pd.DataFrame(
        [(channel, f"{channel} {number}") for channel, times in sent.items() for number in range(times)],
        columns=["channel", "row_id"],
    )
    frame = pd.DataFrame({"channel": list(sent), "submissions": list(sent.values())})
    table = ResultTable(
        "submissions_by_channel",
        "Submissions by channel",
        frame.assign(everything=len(rows), part=frame["submissions"] / len(rows)),
        (
            dimension("channel", "Channel"),
            count("submissions", "Submissions", "submissions"),
            base("everything", "All submissions", "submissions"),
            rate("part", "Share", of=("submissions", "everything")),
        ),
        "submissions",
        rows_behind={"submissions": rows, "everything": rows[["row_id"]]},
    )
    return Chosen(table, ("submissions",))


def test_channels_of_a_few_are_one_and_nobody_is_lost() -> None:
    table = with_common_channels(by_channel(SENT), few=9).table
    assert dict(zip(table.frame["channel"], table.frame["submissions"], strict=True)) == {
        "form": 30,
        "email": 10,
        NOT_STATED: 2,
        OTHERS: 10,
    }
    shares = dict(zip(table.frame["channel"], table.frame["part"], strict=True))
    assert shares[OTHERS] == 10 / 52
    assert table.rows_behind["submissions"]["channel"].value_counts()[OTHERS] == 10
    assert "Zebedee" not in table.rows_behind["submissions"]["channel"].str.cat()


def test_where_every_channel_is_common_the_table_stays_as_it_is() -> None:
    chosen = by_channel({"form": 30, "email": 10})
    named = with_common_channels(chosen, few=9)
    pd.testing.assert_frame_equal(named.table.frame, chosen.table.frame)
