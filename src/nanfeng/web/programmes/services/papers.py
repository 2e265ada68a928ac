"""Documents of a case: known by their content, kept under their hash, seen by who sees the case."""

import hashlib
import io
import zipfile
from dataclasses import dataclass

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.handling import add_paper, take_back_paper
from nanfeng.cases.programme import Part
from nanfeng.intake.file_name import clean_name
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.evidence import kind_of, store
from nanfeng.web.programmes.models import Paper
from nanfeng.web.programmes.services.beginning import NOUN
from nanfeng.web.programmes.services.keeping import actor, changing, doing, keep

LIMIT = 20 * 2**20
"""Bytes of the largest document."""

_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What documents of Word and Excel hold, by which they are known, and their type."""


@dataclass(frozen=True)
class Attached:
    """A document as it was sent: of which kind (an id of the programme), its name, its bytes."""

    kind: str
    name: str
    content: bytes


def attach(number: str, attached: Attached) -> Paper:
    """Add a document to a case; the same one sent twice is there once. Raise FlowError where a rule refuses it."""
    media = _type(attached)
    with changing(number) as found:
        digest = hashlib.sha256(attached.content).hexdigest()
        after = add_paper(found.programme, found.case, (attached.kind, digest), doing(found.programme, found.row))
        known = next((one for one in found.papers if (one.kind, one.sha256) == (attached.kind, digest)), None)
        if known:
            return known
        store(attached.content)
        paper = Paper.objects.create(
            case=found.row,
            kind=attached.kind,
            name=clean_name(attached.name),
            sha256=digest,
            size=len(attached.content),
            type=media,
            by=actor().by,
            entered=clock.now(),
        )
        keep(found, after)
        note(Note("attach", NOUN, number, found.row.organisation, {attached.kind: [None, paper.name]}))
        return paper


def take_back(number: str, paper: int) -> None:
    """Let a document count no more; it stays in the archive. Raise FlowError where a rule refuses it, and
    Paper.DoesNotExist where the case has none such.
    """
    with changing(number) as found:
        taken = next((one for one in found.papers if one.pk == paper), None)
        if taken is None:
            raise Paper.DoesNotExist(f"case {number} has no document {paper} that counts")
        kind = found.programme.name_now(Part.PAPER, taken.kind)
        by = doing(found.programme, found.row)
        after = take_back_paper(found.programme, found.case, (kind, taken.sha256), by)
        Paper.objects.filter(pk=paper).update(taken_back=clock.now())
        keep(found, after)
        note(Note("take back", NOUN, number, found.row.organisation, {taken.kind: [taken.name, None]}))


def _type(attached: Attached) -> str:
    """The type of a document by its content; raise FlowError for one that is too large, or of no type that is taken."""
    if len(attached.content) > LIMIT:
        wrong = Text("文件超过 20 MB", "the file is larger than 20 MB")
        raise _refused(attached, wrong, Text("请压缩或分开上传", "make it smaller, or send it in parts"))
    kind = kind_of(attached.content)
    media = kind.media if kind else _office_type(attached.content)
    if media is None:
        wrong = Text("文件内容不是 PDF、图片、Word 或 Excel", "the content is no PDF, picture, Word or Excel file")
        raise _refused(attached, wrong, Text("请另存为其中一种再上传", "save it as one of these and send it again"))
    return media


def _office_type(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    return next((media for part, media in _OFFICE.items() if part in names), None)


def _refused(attached: Attached, wrong: Text, mend: Text) -> FlowError:
    return FlowError((Issue("file", attached.name, attached.kind, wrong, mend),))
