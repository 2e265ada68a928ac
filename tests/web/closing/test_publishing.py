"""A release goes out by the calendar, with four eyes on it; until then nobody outside sees anything of it."""

from datetime import timedelta

import pytest
from tests.web.closing import made
from tests.web.closing.made import OUTPUT, built, frozen, published, report, step

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.figure import Status
from nanfeng.kinds.role import Role
from nanfeng.release.release import HELD
from nanfeng.web import clock
from nanfeng.web.audit.services import NOBODY
from nanfeng.web.closing.access import Audience, visible
from nanfeng.web.closing.calendar import Planned, TakenError, plan_day
from nanfeng.web.closing.models import CalendarEntry, Release, ReleasedFigure, Revision
from nanfeng.web.closing.ordering import order_publications_due
from nanfeng.web.closing.publishing import Team, publish_at_once, publish_by_calendar
from nanfeng.web.closing.queries.calendar import calendar
from nanfeng.web.closing.queries.figures import Which, figure, revised, revisions, standing
from nanfeng.web.closing.queries.releases import movements, published_releases
from nanfeng.web.closing.releasing import Wanted
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.people.scope import PUBLIC, SYSTEM, acting

pytestmark = pytest.mark.django_db


def correct(number: int) -> None:
    """Let so many enterprises, all in one park, report 30 million yuan more than they did."""
    for one in range(number):
        report(130_000, number=one)


def stage(release: Release) -> str:
    with acting(SYSTEM, NOBODY):
        return Release.objects.select_related("course").get(pk=release.pk).course.stage


def test_a_release_is_built_checked_approved_scheduled_and_published(release):
    assert stage(release) == "built"
    published(release)
    assert stage(release) == "published"
    assert figure(OUTPUT, Audience.PUBLIC).figure.status is Status.COMPUTED


def test_nothing_of_it_is_public_before_its_day(release):
    step(release, Role.STATISTICIAN, "check")
    step(release, Role.APPROVER, "approve")
    step(release, Role.STATISTICIAN, "schedule", day=clock.today() + timedelta(days=3))
    with pytest.raises(FlowError, match="embargoed"):
        step(release, Role.APPROVER, "publish")
    with acting(PUBLIC, NOBODY):
        assert not visible(Audience.PUBLIC).exists()
        assert figure(OUTPUT, Audience.PUBLIC) is None
        assert not standing(Which()).exists()
    assert figure(OUTPUT, Audience.INSIDE).release == release


def test_who_built_or_checked_it_cannot_approve_it(release):
    step(release, Role.STATISTICIAN, "check", who="zhao@example.org")
    with pytest.raises(FlowError, match="nobody may do both"):
        step(release, Role.APPROVER, "approve", who="zhao@example.org")
    with pytest.raises(FlowError, match="nobody may do both"):
        step(release, Role.APPROVER, "approve", who="statistician@example.org")
    step(release, Role.APPROVER, "approve")


def test_of_two_approvals_one_wins_and_the_other_is_told(release):
    step(release, Role.STATISTICIAN, "check")
    step(release, Role.APPROVER, "approve", who="one@example.org")
    with made.doing(Role.APPROVER, "two@example.org"), pytest.raises(ConflictError, match="was faster"):
        made.take_step(release.pk, 2, made.Asked("approve"))


def test_a_day_that_has_passed_cannot_be_set(release):
    step(release, Role.STATISTICIAN, "check")
    step(release, Role.APPROVER, "approve")
    with pytest.raises(FlowError, match="has passed"):
        step(release, Role.STATISTICIAN, "schedule", day=clock.today() - timedelta(days=1))
    release.refresh_from_db()
    assert release.due is None


def test_the_calendar_publishes_by_itself_and_once(release):
    step(release, Role.STATISTICIAN, "check")
    step(release, Role.APPROVER, "approve")
    step(release, Role.STATISTICIAN, "schedule", day=clock.today())
    with acting(SYSTEM, NOBODY):
        jobs = order_publications_due()
        assert [job.pk for job in order_publications_due()] == [job.pk for job in jobs]
    with made.doing(Role.STATISTICIAN):
        publish_by_calendar(release.pk)
        publish_by_calendar(release.pk)
    assert stage(release) == "published"
    with acting(SYSTEM, NOBODY):
        assert order_publications_due() == []


def test_a_planned_day_is_in_the_calendar_and_taken_by_the_release(vintage):
    day = clock.today() + timedelta(days=5)
    planned = Planned("bulletin", "zone", made.PERIOD, day)
    with made.doing(Role.PLANNER):
        plan_day(planned)
        with pytest.raises(TakenError):
            plan_day(planned)
    assert [line.day for line in calendar()] == [day]
    release = built(vintage)
    assert release.due == day
    (line,) = calendar()
    assert line.release is None, "the calendar is public, and names nothing that is not out"
    step(release, Role.APPROVER, "withdraw", reason="wrong month")
    assert CalendarEntry.objects.get().release is None
    assert built(vintage).due == day


def test_a_correction_makes_a_revision_and_leaves_what_was_published(release):
    before = published(release)
    old = figure(OUTPUT, Audience.PUBLIC).figure
    correct(3)
    after = published(built(frozen("reporting_error")))
    now = figure(OUTPUT, Audience.PUBLIC).figure
    assert now.value == old.value + 90_000_000
    logged = {one.entry.key: one for one in revised(revisions())}
    assert logged[OUTPUT].old.value == old.value
    assert logged[OUTPUT].new.value == now.value
    assert "records were corrected" in {reason.en for reason in logged[OUTPUT].reasons}
    assert ReleasedFigure.objects.get(release=before, key=OUTPUT).value == old.value
    assert [(one.pk, one.superseded) for one in published_releases()] == [(after.pk, False), (before.pk, True)]


def test_the_correction_of_one_is_held_and_the_log_says_so(release):
    published(release)
    old = figure(OUTPUT, Audience.PUBLIC).figure
    correct(1)
    published(built(frozen("reporting_error")))
    now = figure(OUTPUT, Audience.PUBLIC).figure
    assert (now.value, HELD in now.flags) == (old.value, True)
    logged = {one.entry.key: one for one in revised(revisions())}
    assert "the revision is held until more corrections come" in {reason.en for reason in logged[OUTPUT].reasons}


def test_what_a_release_would_change_is_shown_before_it_is_published(release):
    published(release)
    correct(3)
    anew = built(frozen("reporting_error"))
    moved = {str(row.new.key): row for row in movements(anew, 100)}
    assert moved[OUTPUT].new.value == moved[OUTPUT].old.value + 90_000_000
    assert not Revision.objects.exists()


def test_what_the_later_release_suppresses_is_shown_no_more(release):
    before = published(release)
    correct(3)
    after = built(frozen("reporting_error"))
    hidden = ReleasedFigure.objects.filter(release=after, key=OUTPUT)
    hidden.update(
        status="suppressed", value=None, content={**hidden.get().content, "value": None, "status": "suppressed"}
    )
    published(after)
    assert figure(OUTPUT, Audience.PUBLIC).figure.status is Status.SUPPRESSED
    assert ReleasedFigure.objects.get(release=before, key=OUTPUT).value is not None


def test_a_late_release_from_an_older_vintage_does_not_set_numbers_back(vintage, release):
    park = built(vintage, "park_nanhai")
    correct(3)
    published(built(frozen("reporting_error")))
    newest = figure(OUTPUT, Audience.PUBLIC)
    published(release)
    assert figure(OUTPUT, Audience.PUBLIC) == newest
    published(park)
    assert figure(f"industrial_output/{made.PERIOD}/park_nanhai", Audience.PUBLIC).release == park


def test_a_team_publishes_at_once_with_every_step_on_record(vintage):
    team = Team("statistician@example.org", "approver@example.org")
    wanted = Wanted("bulletin", "park_nanhai", made.Period.parse(made.PERIOD), vintage.pk)
    release = publish_at_once(wanted, team)
    assert publish_at_once(wanted, team) == release
    with acting(SYSTEM, NOBODY):
        steps = list(release.course.step_set.order_by("number").values_list("transition", "by"))
    assert steps == [
        ("build", "statistician@example.org"),
        ("check", "statistician@example.org"),
        ("approve", "approver@example.org"),
        ("schedule", "statistician@example.org"),
        ("publish", "approver@example.org"),
    ]
    assert release.published_at is not None
    release.refresh_from_db()
    assert release.report
