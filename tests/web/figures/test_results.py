"""The newest figure of an indicator, as the page of what feeds it shows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.published import TO_DATE

from nanfeng.kinds.role import Role
from nanfeng.web.closing.access import Audience
from nanfeng.web.figures.queries.one import newest
from nanfeng.web.look.achieved import results_of
from nanfeng.web.people.models import Post
from nanfeng.web.people.request import Request

pytestmark = pytest.mark.django_db


def asked(role: Role | None) -> Request:
    request = Request()
    request.post = Post(role=role.value) if role else None
    return request


def test_of_all_figures_the_newest_over_the_longest_time_for_the_zone_is_shown(published):
    result = results_of(asked(Role.PARK_OFFICER), ["industrial_output", "profit"])["industrial_output"]
    key = result.figure.key
    assert (key.period, key.place, key.scope, key.growth) == (TO_DATE, "zone", (), None)
    assert result.public
    assert result.trace == f"/figures/trace/{key}"


def test_what_has_no_figure_is_left_out(published):
    assert set(results_of(asked(None), ["profit"])) == set()
    assert set(results_of(asked(None), [])) == set()


def test_the_public_follows_no_figure_to_records(published):
    assert results_of(asked(None), ["industrial_output"])["industrial_output"].trace == ""


def test_what_waits_for_its_day_is_for_those_inside_and_says_so(embargoed):
    (public,) = newest(["industrial_output"], Audience.PUBLIC)
    (inside,) = newest(["industrial_output"], Audience.INSIDE)
    assert public.release != embargoed.release
    assert public.standing
    shown = results_of(asked(Role.PLANNER), ["industrial_output"])["industrial_output"]
    assert shown.figure == inside.figure


def test_many_indicators_take_as_many_queries_as_one(published):
    with CaptureQueriesContext(connection) as captured:
        results_of(asked(Role.PLANNER), ["industrial_output", "profit", "revenue"])
    assert len(captured) == 1
