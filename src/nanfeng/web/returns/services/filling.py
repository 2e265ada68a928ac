"""Filling in a return on its page: drafts, records, submission. Whoever saves second is told, and loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from nanfeng.intake.taken import Taken
from nanfeng.intake.typed import EXPLAINED, take_rows
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Note, note
from nanfeng.web.flows.models import Course
from nanfeng.web.flows.services import Asked
from nanfeng.web.flows.services import move as move_course
from nanfeng.web.records.access import check_role
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.services import hold
from nanfeng.web.returns.entries import form_of, typed_row
from nanfeng.web.returns.filing import NOTHING, records_of
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.page_form import Cells
from nanfeng.web.returns.refusals import RefusedError, StaleError
from nanfeng.web.returns.stages import OPEN


@dataclass(frozen=True)
class Saved:
    """What became of a page: intake's answer, the position on the page of each row that it was asked about, and whether
    all was kept (else it waits as a draft).
    """

    taken: Taken
    rows: tuple[int, ...]
    kept: bool


def token(one: Return) -> str:
    """What tells one state of a return's page from another: its records, its draft and its steps."""
    return digest_of([one.course.digest, one.course.version, one.draft])


@transaction.atomic
def save(one: Return, seen: str, typed: Sequence[Cells]) -> Saved:
    """Take what was typed. Where all of it is right (or explained) it becomes the return's records; else all of it is
    kept as a draft, and the answer says what is wrong.

    Raise StaleError where the return is no longer as it was `seen` (a token), RefusedError where it is not open, and
    NotFiledByError for a role that does not file it. Nothing is written then.
    """
    form = form_of(one.call)
    check_role(form)
    hold([form.name])  # before the return: a workbook that comes in meanwhile takes them in the same order
    locked = _locked(one)
    if token(locked) != seen:
        raise StaleError(
            Text("在您填写期间，有人保存了这张表", "somebody saved this return while you were filling it in")
        )
    if locked.course.stage not in OPEN:
        raise RefusedError(
            Text("这张表已报送，需退回后才能修改", "it was submitted; it has to come back to be changed")
        )
    filled = [position for position, cells in enumerate(typed) if _says_something(cells)] or [0]
    rows = [typed_row(one, typed[position]) for position in filled]
    history = table(form, Which(organisation=one.organisation))
    taken = take_rows(form, rows, minding_access(context(present_sender(), history), form))
    whole = not taken.refused and not taken.questions
    if whole:
        keep(taken)
    _keep_draft(locked, [] if whole else [dict(cells) for cells in typed])
    return Saved(taken, tuple(filled), whole)


@transaction.atomic
def submit(one: Return) -> Course:
    """Hand a return in that is filled in.

    Raise RefusedError where nothing is filed or a draft waits, NotFiledByError for a role that does not file it, and
    FlowError where the flow does not allow it.
    """
    check_role(form_of(one.call))
    locked = _locked(one)
    if locked.draft:
        raise RefusedError(
            Text("还有没填对的内容，改好并保存后再报送", "mend and save what is not right yet, then submit")
        )
    if locked.course.digest in ("", NOTHING) and not records_of(locked):  # what was withdrawn is reported as such
        raise RefusedError(
            Text("还没有填报任何内容，不能报送", "nothing is filled in yet, so there is nothing to submit")
        )
    return move_course(locked.course.pk, locked.course.version, Asked("submit", locked.course.digest))


def _locked(one: Return) -> Return:
    Course.objects.select_for_update().get(pk=one.course.pk)
    return Return.objects.select_for_update(of=("self",)).select_related("call", "course").get(pk=one.pk)


def _keep_draft(one: Return, rows: list[dict[str, str]]) -> None:
    if one.draft == rows:
        return
    one.draft = rows
    one.save(update_fields=["draft"])
    if rows:
        note(Note("draft", "return", str(one), one.organisation, {"rows": [None, len(rows)]}))


def _says_something(cells: Cells) -> bool:
    return any(text for name, text in cells.items() if name != EXPLAINED)
