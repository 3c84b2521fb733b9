import os

import psutil
import pytest

from heard.cluster import connect
from heard.errors import HeardError


def test_an_address_where_nothing_answers_is_refused_in_one_line() -> None:
    with (
        pytest.raises(HeardError, match="no Dask scheduler answers"),
        connect("tcp://127.0.0.1:9", at_most=1),
    ):
        pass


def test_a_local_cluster_listens_to_this_machine_alone() -> None:
    with connect(None, at_most=2):
        listening = [
            connection.laddr.ip
            for connection in psutil.Process().net_connections(kind="inet")
            if connection.status == psutil.CONN_LISTEN
        ]
    assert set(listening) <= {"127.0.0.1"}


def test_processes_do_their_work_apart_and_listen_to_this_machine_alone() -> None:
    with connect(None, at_most=1, processes=True) as client:
        (elsewhere,) = client.gather([client.submit(os.getpid)])
        assert elsewhere != os.getpid()
        here = psutil.Process()
        listening = {
            connection.laddr.ip
            for process in (here, *here.children(recursive=True))
            for connection in process.net_connections(kind="inet")
            if connection.status == psutil.CONN_LISTEN
        }
    assert listening <= {"127.0.0.1"}
