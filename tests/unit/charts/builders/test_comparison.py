from heard import charts
from heard.charts import Source
from heard.tables import ResultTable


def test_the_most_over_represented_are_on_top(reach: ResultTable, source: Source) -> None:
    chart = charts.comparison(reach, category="group", first="share", second="population", source=source)
    # By hand: adopters 50 - 20, birth parents 40 - 40, foster carers 10 - 40 per cent.
    assert [row["group"] for row in chart.spec["data"]["values"]] == [
        "Adopters",
        "Birth parents",
        "Foster carers",
    ]
    assert "Most above: Adopters, 50% against 20%. Most below: Foster carers, 10% against 40%." in chart.alt
