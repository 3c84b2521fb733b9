"""The register: the same name has the same number, and nobody reads it without its key."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from heard.errors import HeardError
from heard.release.redaction import Register, open_register
from heard.release.redaction.register_file import KEY_VARIABLE, key_path, register_path

NAMES = [f"name {number}" for number in range(60)]


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


@given(st.permutations(NAMES[:12]))
def test_numbers_do_not_depend_on_which_name_came_first(names: list[str]) -> None:
    assert Register(b"key").numbers_of("person", names) == Register(b"key").numbers_of("person", NAMES[:12])


def test_numbers_follow_neither_the_alphabet_nor_another_key() -> None:
    numbers = Register(b"key").numbers_of("person", NAMES)
    assert sorted(numbers.values()) == list(range(1, 61))
    in_step = sum(numbers[name] == at + 1 for at, name in enumerate(NAMES))
    assert in_step < 10
    assert numbers != Register(b"another").numbers_of("person", NAMES)


def test_a_name_keeps_its_number_and_kinds_count_apart() -> None:
    register = Register(b"key")
    first = register.numbers_of("person", ["kai", "nia"])
    later = register.numbers_of("person", ["ola", "kai"])
    assert later == {"kai": first["kai"], "ola": 3}
    assert register.numbers_of("school", ["ola"]) == {"ola": 1}


def test_what_is_on_disk_names_nobody_and_opens_with_its_key_alone(tmp_path: Path) -> None:
    numbers = open_register(tmp_path).numbers_of("person", ["fatima begum"])
    path, key = register_path(tmp_path), key_path(tmp_path)
    assert b"fatima" not in path.read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600
    assert not key.is_relative_to(path.parents[2])
    assert open_register(tmp_path).numbers_of("person", ["fatima begum"]) == numbers
    key.unlink()
    with pytest.raises(HeardError, match="its key is not here"):
        open_register(tmp_path)
    key.write_bytes(Fernet.generate_key())
    key.chmod(0o600)
    with pytest.raises(HeardError, match="another key") as raised:
        open_register(tmp_path)
    assert "fatima" not in str(raised.value)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    open_register(tmp_path).numbers_of("person", ["kai"])
    key_path(tmp_path).chmod(0o640)
    with pytest.raises(HeardError, match="others can read"):
        open_register(tmp_path)


def test_the_key_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, Fernet.generate_key().decode())
    open_register(tmp_path).numbers_of("person", ["kai"])
    assert not key_path(tmp_path).exists()
    monkeypatch.setenv(KEY_VARIABLE, "no key")
    with pytest.raises(HeardError, match="no key of a register"):
        open_register(tmp_path)


_ADD = """
import json
import sys
from pathlib import Path
from heard.release.redaction import open_register
register, given = open_register(Path(sys.argv[1])), {}
for number in range(20):
    given |= register.numbers_of("person", [f"{sys.argv[2]} {number}", f"both {number}"])
print(json.dumps(given))
"""


def test_two_processes_never_give_a_number_twice(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _ADD, str(tmp_path), name], stdout=subprocess.PIPE)
        for name in ("one", "other")
    ]
    one, other = (json.loads(each.communicate(timeout=60)[0]) for each in running)
    assert len(one) == len(other) == 40
    kept = open_register(tmp_path).numbers_of("person", {*one, *other})
    assert kept == one | other == other | one
    assert sorted(kept.values()) == list(range(1, 61))
