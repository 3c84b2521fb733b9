"""The texts labelled by hand: read, and the templates filled in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "labelled"
HALVES = ("at hand", "held back")
_ROUNDS = 8
_KIND_OF_LIST = {
    "full": "person",
    "given": "person",
    "lower": "person",
    "surname": "person",
    "initials": "person",
    "date": "birth",
    "date_figures": "birth",
    "file_number": "case_number",
}
_MONTHS = ("January", "February", "Aug", "April", "June", "July", "Sept", "November", "December")


@dataclass(frozen=True)
class Labelled:
    """A text with its details: start, end (code points, exclusive), kind."""

    text: str
    details: tuple[tuple[int, int, str], ...]


def labelled_texts(half: str) -> list[Labelled]:
    """Return the sentences of a half and its templates, each filled in with values of the same half."""
    which = HALVES.index(half)
    sentences = _lines("sentences.txt")[which::2]
    return [_parse(line) for line in [*sentences, *_filled(which)]]


def clean_texts(half: str) -> list[str]:
    return _lines("clean.txt")[HALVES.index(half) :: 2]


def _filled(which: int) -> list[str]:
    rng = Random(f"labelled/{which}")
    values = {name: lines[which::2] for name, lines in _sections("values.txt").items()}
    taken: dict[str, int] = {}

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            words = values[name][taken.get(name, 0) % len(values[name])]
            taken[name] = taken.get(name, 0) + 1
        else:
            words = MADE[name](rng)
        kind = _KIND_OF_LIST.get(name, re.sub("_(lower|tight|dashes)$", "", name))
        return f"[[{kind}|{words}]]"

    templates = [line for lines in _sections("templates.txt").values() for line in lines[which::2]]
    return [re.sub(r"\[\[(\w+)\]\]", fill, line) for _ in range(_ROUNDS) for line in templates]


def _parse(line: str) -> Labelled:
    text, details = "", []
    for part in re.split(r"(\[\[\w+\|.+?\]\])", line):
        if label := re.fullmatch(r"\[\[(\w+)\|(.+?)\]\]", part):
            details.append((len(text), len(text) + len(label[2]), label[1]))
            part = label[2]
        text += part
    return Labelled(text, tuple(details))


@cache
def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _sections(name: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in _lines(name):
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            lines = sections.setdefault(heading[1], [])
        else:
            lines.append(line)
    return sections


def nhs_number(rng: Random) -> str:
    """Ten digits of the range kept for tests; the last is right by weights 10 to 2 and modulus 11."""
    while True:
        digits = [9, 9, 9, *(rng.randrange(10) for _ in range(6))]
        check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
        if check != 10:
            return "".join(map(str, [*digits, check % 11]))


def pupil_number(rng: Random) -> str:
    """A check letter, then authority, school, year and serial number; weights 2 to 13, modulus 23."""
    digits = [8, *(rng.randrange(10) for _ in range(11))]
    total = sum(weight * digit for weight, digit in zip(range(2, 14), digits, strict=True))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + "".join(map(str, digits))


def _postcode(rng: Random) -> str:
    district = rng.choice(("LS99", "B97", "G90", "CF98", "SE1P", "W1X", "M99", "EH96", "N81", "BT97"))
    return f"{district} {rng.randrange(1, 10)}{rng.choice('ABDEFGHJ')}{rng.choice('LNPQRSTUW')}"


def _national_insurance(rng: Random) -> str:
    digits = "".join(str(rng.randrange(10)) for _ in range(6))
    prefix, suffix = rng.choice(("QQ", "ZY", "AB", "JK", "PX")), rng.choice("ABCD")
    spaced = f"{prefix} {digits[:2]} {digits[2:4]} {digits[4:]} {suffix}"
    return rng.choice((spaced, spaced.replace(" ", "")))


def _phone(rng: Random) -> str:
    last = f"{rng.randrange(1000):03}"
    form = rng.choice(
        (
            "0117 496 0{}",
            "(029) 2018 0{}",
            "028 9649 6{}",
            "01632 960 {}",
            "01632960{}",
            "07700 900 {}",
            "07700-900-{}",
            "+44 7700 900{}",
            "+44 (0)7700 900{}",
            "0044 7700 900 {}",
            "+447700900{}",
            "+44 131 496 0{}",
            "0 7 7 0 0 9 0 0 {}",
            "03069 990{}",
        )
    )
    return form.format(last)


def _email(rng: Random) -> str:
    return rng.choice(
        ("kestrel{}@mail.example", "l.d.pargeter{}@work.example.com", "Mum_of_{}@EXAMPLE.ORG")
    ).format(rng.randrange(1, 99))


def _date(rng: Random) -> str:
    day, year = rng.randrange(1, 28), rng.randrange(1958, 2021)
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    month = rng.choice(_MONTHS)
    return rng.choice(
        (
            f"{day} {month} {year}",
            f"{day}{ending} {month} {year}",
            f"{day}{ending} of {month} {year}",
            f"{month} {day}, {year}",
        )
    )


def _date_figures(rng: Random) -> str:
    day, month, year = rng.randrange(1, 28), rng.randrange(1, 13), rng.randrange(1958, 2021)
    return rng.choice(
        (
            f"{day:02}/{month:02}/{year}",
            f"{day}.{month}.{year % 100:02}",
            f"{day}-{month}-{year}",
            f"{year}-{month:02}-{day:02}",
        )
    )


def _case_number(rng: Random) -> str:
    court, year, serial = (
        rng.choice(("ZW", "LV", "NE", "BM", "SD")),
        rng.randrange(12, 22),
        rng.randrange(1, 999),
    )
    return rng.choice(
        (f"{court}{year}C{serial:05}", f"{court}{year}P{serial:05}", f"{court} {year} C {serial:05}")
    )


def _file_number(rng: Random) -> str:
    number, year = rng.randrange(1000, 99999), rng.randrange(2012, 2022)
    return rng.choice(
        (
            f"CSC/{year}/{number}",
            f"{number}/{year % 100}",
            f"LCS-{number}",
            f"{number}{year}",
            f"CR{year}{number}",
        )
    )


def _spaced(number: str, between: str) -> str:
    return between.join((number[:3], number[3:6], number[6:]))


MADE: dict[str, Callable[[Random], str]] = {
    "postcode": _postcode,
    "postcode_lower": lambda rng: _postcode(rng).lower(),
    "postcode_tight": lambda rng: _postcode(rng).replace(" ", ""),
    "national_insurance": _national_insurance,
    "national_insurance_lower": lambda rng: _national_insurance(rng).lower(),
    "nhs_number": lambda rng: _spaced(nhs_number(rng), " "),
    "nhs_number_tight": nhs_number,
    "nhs_number_dashes": lambda rng: _spaced(nhs_number(rng), "-"),
    "pupil_number": pupil_number,
    "pupil_number_lower": lambda rng: pupil_number(rng).lower(),
    "phone": _phone,
    "email": _email,
    "date": _date,
    "date_figures": _date_figures,
    "case_number": _case_number,
    "file_number": _file_number,
}
"""What makes a value of a list that stands in no file."""
