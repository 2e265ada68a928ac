"""Having past cases imported: a job does it, and the rows that it hands back lie in the home."""

from collections.abc import Mapping
from pathlib import Path, PurePath

from nanfeng.cases.programme import Programme
from nanfeng.intake.file_name import clean_name
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.queries import visible
from nanfeng.web.jobs.services import start
from nanfeng.web.people import evidence
from nanfeng.web.programmes.services import check_imports

PAST_CASES = "past cases"
"""The kind of the job."""


def order_past(programme: Programme, name: str, content: bytes) -> Job:
    """Have cases made of the rows of a workbook. Raise NotForYouError for those who import none of the programme."""
    check_imports(programme)
    name = clean_name(PurePath(name or "cases.xlsx").name)
    title = Text(f"导入“{programme.label.zh}”已有办件", f"Importing past cases: {programme.label.en}")
    said: Mapping[str, object] = {"programme": programme.id, "name": name, "sha256": evidence.store(content)}
    return start(PAST_CASES, title, said)


def past_done(programme: Programme, job: int) -> Job | None:
    """An import into a programme that is done, as far as the present doer may look at it."""
    found = visible().filter(kind=PAST_CASES, state=Job.State.DONE, arguments__programme=programme.id)
    return found.filter(pk=job).first()


def refused_path(job: int) -> Path:
    """Where the rows stand that a job handed back."""
    return city.home() / "refused" / f"past-{job:08}.xlsx"
