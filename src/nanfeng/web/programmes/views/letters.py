"""Official letters of a case, as Word and as PDF."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from nanfeng.kinds.text import Text
from nanfeng.report.letter import letter_docx, letter_pdf
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request
from nanfeng.web.programmes.queries.letters import printed_letter
from nanfeng.web.programmes.views.case import found
from nanfeng.web.programmes.views.doors import WORKERS
from nanfeng.web.programmes.whole import whole

_KINDS = {
    "pdf": (letter_pdf, "application/pdf"),
    "docx": (letter_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@allow(*WORKERS)
@require_GET
def letter(_request: Request, number: str, name: str, kind: str) -> HttpResponse:
    """A letter in the reader's language, to be saved."""
    row = found(number)
    written = printed_letter(whole(row), name)
    if written is None or kind not in _KINDS:
        raise Http404(Text("现在没有这份公文", "there is no such letter now"))
    looked("letter", f"{number} {name}", row.organisation)
    render, media = _KINDS[kind]
    disposition = {"Content-Disposition": f'attachment; filename="{number}-{name}.{kind}"'}
    return HttpResponse(render(written), content_type=media, headers=disposition)
