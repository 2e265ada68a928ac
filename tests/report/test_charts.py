"""Charts tell what the table holds: no false peaks, no bars for what is not published."""

import json
from dataclasses import replace
from decimal import Decimal

from nanfeng.kinds.figure import Figure
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language, Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.publication import Chart
from nanfeng.report.cells import Edition
from nanfeng.report.charts import draw
from nanfeng.report.document import Paragraph, Picture

MAP = Chart("map", "tiles", Text("图", "Map"), "output_by_park")


def test_a_joint_step_is_drawn_at_its_monthly_average(pack, release, judged):
    months = [Period.parse("2026-01..2026-02"), Period.parse("2026-03")]
    table = replace(release.tables["output_by_park"], periods=tuple(months), places=("zone",), bases=(None,), axes=())
    keys = table.figure_keys()
    sums = {key: Figure(key, Decimal(value) * 10**9, Unit.YUAN) for key, value in zip(keys, (8, 5), strict=True)}
    steps = replace(release, tables={"steps": table}, figures=sums)
    line = Chart("line", "line", Text("线", "Line"), "steps")
    picture = draw(line, Edition(pack, steps, Language.EN), judged)
    assert isinstance(picture, Picture)
    values = next(iter(picture.spec["datasets"].values())) if "datasets" in picture.spec else None
    drawn = values or picture.spec["data"]["values"]
    assert [row["value"] for row in drawn] == [4.0, 5.0]
    assert [row["shown"] for row in drawn] == ["8.000 billion yuan", "5.000 billion yuan"]
    assert "monthly average" in picture.caption


def test_a_chart_without_a_value_is_left_out_with_a_sentence(pack, emptied, judged):
    drawn = draw(MAP, Edition(pack, emptied, Language.EN), judged)
    assert isinstance(drawn, Paragraph)
    assert "left out" in drawn.spans[0].text


def test_what_is_not_published_is_not_drawn(pack, release, judged):
    hidden = release.tables["visits_by_kind"]
    bar = Chart("bar", "bar", Text("图", "Kinds"), hidden.id)
    assert isinstance(draw(bar, Edition(pack, release, Language.EN), judged), Paragraph)


def test_a_picture_says_in_words_what_it_shows(pack, release, judged):
    picture = draw(MAP, Edition(pack, release, Language.ZH), judged)
    assert isinstance(picture, Picture)
    assert "北岸园" in picture.words
    assert "亿元" in picture.words
    assert picture.png.startswith(b"\x89PNG")
    assert "http" not in json.dumps(picture.spec).replace("https://vega.github.io/schema", "")
