"""Personal details for later redaction work: every one invented, with its place in the text.

Telephone numbers are of the ranges that Ofcom keeps for drama; postcodes are of districts that do not exist;
addresses end in example.org; NHS numbers fail their check digit.
"""

from random import Random

from heard.demo.draft import Draft
from heard.demo.grammar import Grammar, Lists, read_lists
from heard.demo.streams import chance, pick, stream, whole
from heard.demo.text import piece_with

_LOTS = (0.12, 0.18)
_SHARE = 0.6
_PHONES = (
    "01632 960{}",
    "020 7946 0{}",
    "0113 496 0{}",
    "0161 496 0{}",
    "07700 900{}",
    "07700900{}",
    "0808 157 0{}",
)
_DISTRICTS = ("NR97", "PL96", "TQ77", "CT88", "HX43", "WF61", "DL92", "SY93")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")


def plant_personal_details(draft: Draft) -> None:
    """Add a sentence or two with personal details to some texts of every collection."""
    lists = read_lists("details.txt")
    for collection in ("advice", "engagement", "evidence", "feedback"):
        for text in draft.texts_with_lot(collection, "", *_LOTS):
            rng = stream(draft.seed, f"details/{text.key}")
            if chance(rng, _SHARE):
                template = Grammar(lists).say(pick(rng, lists["sentence"]), rng)
                values = {kind: _value(kind, lists, rng) for kind in _KINDS}
                text.insert(piece_with(template, "personal", values), rng.random())


_KINDS = (
    "name", "given", "surname", "phone", "email", "address", "postcode", "reference", "birthday", "school",
    "nhs", "town",
)  # fmt: skip


def _value(kind: str, lists: Lists, rng: Random) -> str:
    given, family = pick(rng, lists["given"]), pick(rng, lists["family"])
    number = whole(rng, 100, 999)
    postcode = f"{pick(rng, _DISTRICTS)} {whole(rng, 1, 9)}{pick(rng, _LETTERS)}{pick(rng, _LETTERS)}"
    return {
        "name": f"{given} {family}",
        "given": given,
        "surname": family,
        "phone": pick(rng, _PHONES).format(number),
        "email": f"{given.lower()}.{number}@example.org".replace("é", "e").replace("â", "a"),
        "address": f"{whole(rng, 1, 140)} {pick(rng, lists['street'])}, {pick(rng, lists['town'])}",
        "postcode": postcode if chance(rng, 0.8) else postcode.replace(" ", "").lower(),
        "reference": f"{whole(rng, 2012, 2020)}/{pick(rng, _LETTERS)}{number}",
        "birthday": f"{whole(rng, 1, 28)} {pick(rng, _MONTHS)} {whole(rng, 1974, 2016)}",
        "school": f"{pick(rng, lists['town'])} {pick(rng, ('Primary', 'Academy', 'High School'))}",
        "nhs": _failing_nhs_number(rng),
        "town": pick(rng, lists["town"]),
    }[kind]


def _failing_nhs_number(rng: Random) -> str:
    digits = [whole(rng, 4, 7), *(whole(rng, 0, 9) for _ in range(8))]
    check = -sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
    text = "".join(map(str, [*digits, (check + 1) % 10]))
    return f"{text[:3]} {text[3:6]} {text[6:]}"
