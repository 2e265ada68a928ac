"""Things move as their flow allows; who comes late is told who was faster; what was approved stays what it was."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.web.flows.conftest import OWN, PARK, acting_as, step, thing
from tests.web.log import entries, entry

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows import queries, services
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.flows.models import Course, Step
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.scope import PUBLIC, SYSTEM, Scope, acting


def rules(error: FlowError) -> list[str]:
    return [issue.code for issue in error.issues]


def test_a_return_goes_its_way(checked):
    closed = step(checked, "approver", "close")
    assert (closed.stage, closed.version) == ("closed", 4)
    with acting_as("clerk"):
        assert [each.by.split("@")[0] for each in queries.history(closed)] == [
            "clerk",
            "park",
            "statistician",
            "approver",
        ]
    moved = entries(noun="return", action="move")[-1]
    assert (moved.who, moved.organisation, moved.changes["stage"]) == (
        "approver@example.org",
        OWN,
        ["checked", "closed"],
    )


def test_what_is_in_a_flow_does_not_begin_again(course):
    step(course, "clerk", "submit")
    with acting_as("clerk"):
        again = services.begin("return", thing())
    assert (again.pk, again.stage) == (course.pk, "submitted")


def test_an_illegal_step_says_what_is_possible_and_changes_nothing(course):
    with pytest.raises(FlowError, match="possible now: submit") as refused:
        step(course, "approver", "close")
    assert rules(refused.value) == ["stage"]
    assert "现在可以：报送" in refused.value.issue.mend.zh
    with acting(SYSTEM, Doer()):
        assert Course.objects.get().version == 0


def test_nobody_closes_what_he_checked_himself(checked):
    with pytest.raises(FlowError) as refused, acting(SYSTEM, Doer("statistician@example.org", Role.APPROVER.value)):
        services.move(checked.pk, checked.version, Asked("close"))
    assert rules(refused.value) == ["not_by"]


def test_who_saw_an_older_state_is_told_who_was_faster(course):
    step(course, "clerk", "submit")
    step(course, "park-li", "pass")
    with pytest.raises(ConflictError) as refused, acting_as("park-wang"):
        services.move(course.pk, 1, Asked("return_with_reasons", reason="no"))
    assert "park-li@example.org (park officer) was faster and did 'pass'" in refused.value.issue.wrong.en
    assert "park-li@example.org（园区专员）已先于您" in refused.value.issue.wrong.zh


def test_who_saw_other_content_is_told(course):
    step(course, "clerk", "submit")
    with pytest.raises(ConflictError, match="content has changed"):
        step(course, "park", "pass", digest="another")


def test_a_change_voids_what_was_approved(checked):
    with acting_as("statistician"):
        services.set_digests({checked.pk: "second"})
        services.set_digests({checked.pk: "second"})
    with pytest.raises(FlowError) as refused:
        step(checked, "approver", "close")
    assert rules(refused.value) == ["approvals", "approvals"]
    noted = entry(action="change")
    assert noted.changes == {"digest": ["first", "second"], "approvals": [["pass", "check"], []]}


def test_a_change_that_is_taken_back_leaves_the_approvals_standing(checked):
    for digest in ("second", "first"):
        with acting_as("statistician"):
            services.set_digests({checked.pk: digest})
    assert step(checked, "approver", "close").stage == "closed"


@pytest.mark.parametrize("write", [lambda: Step.objects.update(reason="another"), lambda: Step.objects.all().delete()])
def test_steps_are_never_changed_or_deleted(checked, write):
    with acting(SYSTEM, Doer()), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        write()


@pytest.mark.parametrize(
    "scope", [PUBLIC, Scope(organisations=("uscc:other",), writes=True), Scope(parks=("park_shunde",), writes=True)]
)
def test_a_foreign_course_is_not_there_with_and_without_the_filter(checked, scope):
    with acting(scope, Doer("x@example.org", Role.APPROVER.value)):
        assert queries.course("return", checked.subject) is None
        assert not Course.objects.exists()
        assert not Step.objects.exists()
        with pytest.raises(Course.DoesNotExist, match="not there"):
            services.move(checked.pk, checked.version, Asked("close"))


def test_somebody_without_a_post_moves_nothing(course):
    with pytest.raises(PermissionError), acting(SYSTEM, Doer("nobody@example.org")):
        services.move(course.pk, 0, Asked("submit"))


def test_buttons_say_what_is_open_and_why_the_rest_is_not(course):
    step(course, "clerk", "submit")
    with acting_as("park"):
        seen = queries.course("return", course.subject)
        assert [choice.transition.id for choice in queries.allowed(seen) if choice.open] == [
            "pass",
            "return_with_reasons",
        ]
    with acting_as("clerk"):
        assert not any(choice.open for choice in queries.allowed(seen))


def moved_many(count: int, transition: str) -> tuple[services.Moved, int]:
    with acting_as("clerk"):
        courses = services.begin_many("return", [thing(f"{count} returns, {number}") for number in range(count)])
    with acting_as("clerk"):
        with CaptureQueriesContext(connection) as captured:
            moved = services.move_many({each.pk: 0 for each in courses}, Asked(transition))
        return moved, len(captured)


def test_many_move_with_as_many_queries_as_one(db):
    one, few = moved_many(1, "submit")
    moved, many = moved_many(300, "submit")
    assert (len(one.courses), len(moved.courses), moved.refused) == (1, 300, {})
    assert few == many


def test_of_many_each_is_refused_alone(course):
    with acting_as("clerk"):
        other = services.begin("return", thing("monthly_return 2023-05"))
        services.move(other.pk, 0, Asked("submit"))
        moved = services.move_many({course.pk: 0, other.pk: 0}, Asked("submit"))
    assert [each.pk for each in moved.courses] == [course.pk]
    assert isinstance(moved.refused[other.pk], ConflictError)


def together(people: list[str], act) -> tuple[list[object], list[ConflictError]]:
    """Everybody acts at the same moment, each in his own thread and connection."""
    gate, won, told = threading.Barrier(len(people)), [], []

    def run(who: str) -> None:
        try:
            gate.wait()
            with acting_as(who):
                moved = act()
            won.append(moved)
        except ConflictError as error:
            told.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[who]) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return won, told


@pytest.mark.django_db(transaction=True)
def test_of_fifty_approvals_at_once_one_wins_and_the_others_are_told(course):
    step(course, "clerk", "submit")
    people = [f"park-{number}" for number in range(50)]
    won, told = together(people, lambda: services.move(course.pk, 1, Asked("pass", digest="first")))
    assert (len(won), len(told)) == (1, 49)
    with acting(SYSTEM, Doer()):
        winner = Step.objects.get(course=course, transition="pass")
        assert Course.objects.get().version == 2
    assert all(f"{winner.by} (park officer) was faster" in error.issue.wrong.en for error in told)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_the_second_is_told(course):
    step(course, "clerk", "submit")
    people = ["park-li", "park-wang"]
    won, told = together(people, lambda: services.move(course.pk, 1, Asked("return_with_reasons", reason="B7")))
    assert (len(won), len(told)) == (1, 1)
    assert won[0].park == PARK
