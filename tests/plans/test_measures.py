from datetime import date

import pytest

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.plans.measures import MeasureState, stand
from nanfeng.plans.plan import Measure, StatusReport, Task

WORDS = Text("说明", "words")


def measure(deadline: str | None, *reports: tuple[str, str]) -> Measure:
    tasks = (Task("task", WORDS, Period.parse(deadline) if deadline else None),)
    said = tuple(StatusReport(date.fromisoformat(day), "bureau", state, WORDS) for day, state in reports)
    return Measure("m", WORDS, "s", tasks=tasks, reports=said)


@pytest.mark.parametrize(
    ("given_measure", "state"),
    [
        (measure(None), MeasureState.NO_REPORT),
        (measure("2023-06"), MeasureState.LATE),
        (measure("2023-06", ("2023-06-20", "done")), MeasureState.DONE),
        (measure("2023-06", ("2023-06-20", "on_course")), MeasureState.LATE),
        (measure("2023-06", ("2023-08-20", "done")), MeasureState.LATE),
        (measure("2023-09"), MeasureState.AT_RISK),
        (measure("2023-09", ("2023-07-01", "on_course")), MeasureState.ON_COURSE),
        (measure("2024", ("2023-07-01", "behind")), MeasureState.AT_RISK),
        (measure("2024", ("2023-07-01", "behind"), ("2023-07-10", "on_course")), MeasureState.ON_COURSE),
        (measure("2024", ("2022-07-01", "on_course")), MeasureState.NO_REPORT),
        (measure("2022", ("2022-07-01", "dropped")), MeasureState.DROPPED),
    ],
)
def test_a_measure_stands_by_deadlines_and_reports_until_the_day(given_measure: Measure, state: MeasureState) -> None:
    standing = stand(given_measure, date(2023, 7, 31))
    assert standing.state is state
    assert standing.reason.zh
    assert standing.reason.en


def test_overdue_tasks_are_named() -> None:
    assert stand(measure("2023-06"), date(2023, 7, 31)).overdue == ("task",)
    assert stand(measure("2023-06"), date(2023, 6, 30)).overdue == ()
