"""Switches offer what the consultation has, and nothing else."""

from heard.consultation import Consultation
from heard.tables import composition_switch

_GROUPINGS = [
    {
        "code": "role",
        "name": "Role",
        "groups": [
            {"code": "parent", "name": "Parents", "population_share": 0.7},
            {"code": "worker", "name": "Workers"},
        ],
    },
    {"code": "region", "name": "Region", "groups": [{"code": "north", "name": "North"}]},
]


def _consultation() -> Consultation:
    source = {"file": "x.csv", "layout": "answers", "columns": {"text": "text"}}
    return Consultation.model_validate(
        {
            "title": "By hand",
            "owner": "Tests",
            "synthetic": True,
            "groupings": _GROUPINGS,
            "collections": [{"code": "sessions", "title": "S", "kind": "engagement", "sources": [source]}],
        }
    )


def test_a_composition_leaves_out_each_group_in_turn_and_begins_as_heard() -> None:
    switch = composition_switch(_consultation(), "role")
    assert switch.name == "composition"
    assert switch.options == {
        "as_heard": "As heard",
        "each_group_equal": "Each group equal",
        "stated_shares": "Stated shares of the population",
        "without.parent": "Without Parents",
        "without.worker": "Without Workers",
    }


def test_stated_shares_are_offered_only_where_some_are_stated() -> None:
    assert list(composition_switch(_consultation(), "region").options) == [
        "as_heard",
        "each_group_equal",
        "without.north",
    ]
