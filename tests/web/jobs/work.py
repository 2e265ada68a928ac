"""Jobs that only tests do."""

import time
from pathlib import Path

from django.db import OperationalError

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web.audit.queries import latest
from nanfeng.web.audit.services import Note, note
from nanfeng.web.jobs.kinds import job
from nanfeng.web.jobs.progress import Progress
from nanfeng.web.people.scope import present

STEPS = 20
TITLE = Text("试", "a trial")


@job("test_steps")
def steps(progress: Progress, folder: str, pause: float = 0.0) -> dict[str, object]:
    """One entry of the log for each step; a step that was done before it was broken off is not done again."""
    for step in range(STEPS):
        progress.tell(step / STEPS, Text(f"第{step}步", f"step {step}"))
        with progress.acting():
            done = latest().filter(noun="test_step", what=f"{progress.job.pk} {step}")
            if not done.exists():
                note(
                    Note(
                        "do", "test_step", f"{progress.job.pk} {step}", changes={"scope": [None, list(present().parks)]}
                    )
                )
        Path(folder, "begun").touch()
        time.sleep(pause)
    return {"url": "/done/"}


@job("test_refusal")
def refusal(progress: Progress, how: str) -> None:
    """Fails in one of the ways in which a job can."""
    if how == "issue":
        error = ValueError("the unit is wrong")
        error.issue = Issue("unit", "a.xlsx", "B7", Text("单位不对", "the unit is wrong"), Text("改", "mend it"))
        raise error
    if how == "text":
        raise ValueError(Text("没有数据", "there are no data"))
    if how == "away":
        raise OperationalError("the database went away")
    raise RuntimeError("a slip of the programmer")


@job("test_watch")
def watch(progress: Progress, seen: list[float]) -> None:
    """Tells its progress from inside a transaction that is then undone."""
    with progress.acting():
        progress.tell(0.5, Text("一半", "half"))
        raise ValueError(Text("不成", "no good"))
