"""Whatever a viewer sends, a kernel is told of a choice, or of nothing."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from heard.serve.socket import allowed, told

HEADER = {"msg_id": "m", "msg_type": "comm_msg", "session": "s", "username": "root", "version": "9"}
CHOICE = {"comm_id": "c", "data": {"chosen": {"texts": "all"}}}


def sent(kind: str, content: Any, **more: Any) -> str:
    return json.dumps({"header": HEADER | {"msg_type": kind}, "content": content} | more)


def test_a_choice_is_written_anew_without_anything_that_came_with_it() -> None:
    more = {"channel": "control", "metadata": {"x": 1}, "parent_header": {"y": 2}, "buffers": ["z"]}
    message = allowed(sent("comm_msg", CHOICE | {"more": 1}, **more))
    assert message is not None
    header = message.pop("header")
    assert set(header) == {"msg_id", "msg_type", "session", "username", "version", "date"}
    assert header["username"] == "viewer"
    assert message == {
        "content": CHOICE,
        "channel": "shell",
        "metadata": {},
        "parent_header": {},
        "buffers": [],
    }


def test_only_the_page_s_own_comm_can_be_opened() -> None:
    opened = allowed(sent("comm_open", {"comm_id": "c", "target_name": "heard.page", "data": {"state": 1}}))
    assert opened is not None
    assert opened["content"] == {"comm_id": "c", "target_name": "heard.page", "data": {}}
    assert allowed(sent("comm_open", {"comm_id": "c", "target_name": "jupyter.widget", "data": {}})) is None


def test_a_choice_of_anything_but_short_words_is_dropped() -> None:
    for chosen in ("texts", ["texts"], {"texts": 1}, {"texts": {"a": "b"}}, {"texts": "x" * 101}, None):
        assert allowed(sent("comm_msg", {"comm_id": "c", "data": {"chosen": chosen}})) is None


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(sorted(HEADER)), inner),
)
KINDS = st.text() | st.sampled_from(["execute_request", "comm_msg", "comm_open", "shutdown_request"])


@given(st.one_of(st.text(), st.binary(), JSON.map(json.dumps)))
def test_anything_at_all_is_dropped(words: str | bytes) -> None:
    assert allowed(words) is None


@given(KINDS, JSON)
def test_whatever_is_forged_only_the_two_kinds_pass(kind: str, content: Any) -> None:
    message = allowed(sent(kind, content))
    assert message is None or message["header"]["msg_type"] in ("comm_msg", "comm_open")


OWN = {"c"}


def test_an_answer_is_written_anew_and_without_anything_else() -> None:
    more = {"parent_header": {"username": "ann"}, "metadata": {"x": 1}, "buffers": ["y"]}
    said = told(sent("comm_msg", {"comm_id": "c", "data": {"figures": {}}, "more": 1}, **more), OWN)
    assert said == {
        "header": {"msg_type": "comm_msg"},
        "msg_type": "comm_msg",
        "content": {"comm_id": "c", "data": {"figures": {}}},
    }


def test_a_viewer_is_told_that_nothing_more_comes() -> None:
    for kind, content in (
        ("status", {"execution_state": "dead"}),
        ("status", {"execution_state": "restarting"}),
        ("comm_close", {"comm_id": "c"}),
    ):
        said = told(sent(kind, content | {"traceback": "x"}), OWN)
        assert said is not None
        assert (said["msg_type"], said["content"]) == (kind, content)


def test_what_is_printed_what_fails_and_what_widgets_say_is_not_handed_on() -> None:
    for kind, content in (
        ("stream", {"name": "stderr", "text": "Traceback"}),
        ("error", {"ename": "KeyError", "evalue": "x", "traceback": ["x"]}),
        ("display_data", {"data": {"text/plain": "x"}}),
        ("execute_input", {"code": "x"}),
        ("comm_open", {"comm_id": "w", "target_name": "jupyter.widget", "data": {"state": {}}}),
        ("comm_msg", {"comm_id": "w", "data": {"method": "update", "state": {"value": "x"}}}),
        ("comm_close", {"comm_id": "w", "data": {}}),
        ("status", {"execution_state": "busy"}),
    ):
        assert told(sent(kind, content), OWN) is None


@given(st.one_of(st.text(), st.binary(), JSON, JSON.map(json.dumps)))
def test_anything_at_all_that_a_kernel_says_is_dropped(said: Any) -> None:
    assert told(said, OWN) is None
