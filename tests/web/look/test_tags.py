"""The tags that all templates use, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.web.look.charts import Bar, Tile, bars, tile_map
from nanfeng.web.look.kinds import Event

HELD = SimpleNamespace(role="enterprise_clerk", organisation="uscc:91440600MA0000000X")
KEY = FigureKey("industrial_output", Period.parse("2023-01..2023-05"), "zone")


def shown(template: str, language: str = "zh-hans", query: str = "", **context: object) -> str:
    request = RequestFactory().get(f"/somewhere/{query}")
    with override(language):
        return engines["django"].from_string(template).render(context, request).strip()


def test_words_follow_the_reader():
    assert shown('{% t "企业" "Enterprises" %}') == "企业"
    assert shown('{% t "企业" "Enterprises" %}', "en") == "Enterprises"
    assert shown("{{ text|words }}", "en", text=Text("报表", "return")) == "return"


def test_money_is_in_yi_in_chinese_and_in_billions_in_english():
    figure = Figure(KEY, Decimal("152340000000"), Unit.YUAN)
    assert ">1,523.40亿元<" in shown("{% figure f %}", f=figure)
    assert ">152.340 billion yuan<" in shown("{% figure f %}", "en", f=figure)


def test_a_growth_that_fell_is_marked():
    key = FigureKey(KEY.indicator, KEY.period, KEY.place, growth=Basis.COMPARABLE)
    assert "fell" in shown("{% figure f %}", f=Figure(key, Decimal("-0.24"), Unit.PERCENT))
    assert "+0.24%" in shown("{% figure f %}", f=Figure(key, Decimal("0.24"), Unit.PERCENT))


def test_a_figure_without_a_value_says_so_and_why_and_is_never_zero():
    why = Text("少于三家", "fewer than three")
    figure = Figure(KEY, None, Unit.YUAN, status=Status.SUPPRESSED, reason=why)
    said = shown("{% figure f %}", "en", f=figure)
    assert "not published" in said
    assert "fewer than three" in said
    assert "0" not in said
    assert shown("{% number none %}", "en", none=None) == '<span class="text-quiet">not available</span>'


def test_days_periods_and_places_in_the_readers_habit():
    assert shown("{{ d|day }}", d=date(2023, 7, 5)) == "2023年7月5日"
    assert shown("{{ d|day }}", "en", d=date(2023, 7, 5)) == "5 Jul 2023"
    assert shown("{{ d|moment }}", d=datetime(2023, 7, 4, 16, 30, tzinfo=UTC)) == "2023年7月5日 00:30"
    assert shown("{{ p|period_words }}", "en", p="2023-01..2023-04") == "January–April 2023"
    assert shown('{{ "park_nanhai"|place_name }}', "en") == "Nanhai Park"
    assert shown('{{ "nowhere"|place_name }}') == "nowhere"


@pytest.mark.django_db
def test_an_organisation_without_a_known_name_is_shown_by_its_code():
    assert shown("{{ held|post_words:names }}", held=HELD, names={}).endswith(" · 91440600MA0000000X")
    assert shown("{{ held|post_words:names }}", held=HELD, names={HELD.organisation: "试岭"}).endswith(" · 试岭")


def test_an_identifier_is_shown_as_people_write_it():
    assert shown('{{ "uscc:91440605MA4UTQ5T3Y"|register_number }}') == "91440605MA4UTQ5T3Y"
    assert shown('{{ "hk-br:12345678"|register_number }}') == "hk-br:12345678"


def test_how_long_until_a_deadline():
    until = "{% until due today %}"
    assert "已逾期2天" in shown(until, due=date(2023, 7, 3), today=date(2023, 7, 5))
    assert "1 day late" in shown(until, "en", due=date(2023, 7, 4), today=date(2023, 7, 5))
    assert "due today" in shown(until, "en", due=date(2023, 7, 5), today=date(2023, 7, 5))
    past_midnight_in_the_city = datetime(2023, 7, 5, 16, 30, tzinfo=UTC)
    assert "1 day left" in shown(until, "en", due=past_midnight_in_the_city, today=date(2023, 7, 5))


def test_a_state_that_nobody_named_is_shown_as_it_is():
    assert "已发布" in shown('{% badge "published" %}')
    assert "odd" in shown('{% badge "odd" %}')
    assert "一般" in shown("{% badge label %}", label=Text("一般", "plain"))


@given(st.text(min_size=1, max_size=40))
def test_nothing_that_people_write_becomes_markup(written):
    written = f"<script>{written}"
    event = Event(date(2023, 7, 5), written, who=written)
    page = shown(
        "{% badge w %}{% crumbs %}{% crumb w w %}{% endcrumbs %}{% timeline e %}{% act w w w w=w %}",
        w=written,
        e=[event],
    )
    assert "<script>" not in page


def test_sorting_keeps_the_other_parameters_and_turns_round():
    head = '{% sort "name" "名称" "Name" %}'
    assert 'href="?park=x&amp;sort=name"' in shown(head, query="?park=x&page=3")
    turned = shown(head, query="?sort=name")
    assert "sort=-name" in turned
    assert 'aria-sort="ascending"' in turned


def test_the_pager_keeps_the_other_parameters():
    assert 'href="?park=x&amp;after=k7"' in shown('{% pager after="k7" %}', query="?park=x")
    assert shown('{% pager after="" %}') == ""


class Form(forms.Form):
    name = forms.CharField(label="名称", help_text="全称")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")], widget=forms.RadioSelect)
    note = forms.CharField(label="说明", required=False)


def test_an_error_stands_beside_its_field_and_is_told_to_screen_readers():
    said = shown("{% fields form %}", form=Form({"kind": "a"}))
    assert 'aria-describedby="id_name-help id_name-error"' in said
    assert 'aria-invalid="true"' in said
    assert 'id="id_name-error"' in said
    assert "（选填）" in said


def test_no_breadcrumbs_make_no_landmark():
    assert shown("{% crumbs %}{% endcrumbs %}") == ""


def test_a_part_of_an_app_that_is_not_there_is_left_out():
    assert shown('a{% optional "nobody/part.html" %}{% link_if "nobody:page" "甲" "A" %}b') == "ab"


def test_progress_asks_on_until_it_is_finished():
    assert 'hx-get="/j/"' in shown('{% progress "/j/" share=0.5 %}')
    finished = shown('{% progress "/j/" finished=True link="/next/" %}')
    assert "hx-get" not in finished
    assert 'href="/next/"' in finished


@pytest.mark.parametrize("values", [[], [1.0], [-2.0, 3.0], [0.0, 0.0]])
def test_bars_leave_room_for_their_numbers(values):
    spec = bars([Bar(str(value), value, str(value)) for value in values], "%")
    low, high = spec["encoding"]["x"]["scale"]["domain"]
    assert low <= min([0.0, *values])
    assert high > max([0.0, *values])


def test_a_tile_without_a_number_keeps_its_place_on_the_map():
    spec = tile_map([Tile("park_nanhai", 5.0, "5"), Tile("park_shunde", None, "不予公布")])
    assert [row["value"] for row in spec["data"]["values"]] == [5.0, None]
