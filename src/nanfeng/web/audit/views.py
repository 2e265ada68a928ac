"""The log's pages, for the auditor and the administrator."""

from dataclasses import asdict
from tempfile import TemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nanfeng.kinds.role import Role
from nanfeng.web.audit import queries
from nanfeng.web.audit.export import written
from nanfeng.web.audit.forms import WhichForm
from nanfeng.web.audit.services import Note, note
from nanfeng.web.audit.verify import faults, head
from nanfeng.web.doors import allow

_AT_ONCE = 200_000
"""Entries that are checked while somebody waits; a longer log is checked from the command line."""


@allow(Role.AUDITOR, Role.ADMINISTRATOR)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """The log, the latest first, as far as it was asked for."""
    form = WhichForm(request.GET)
    after = request.GET.get("after", "")
    leaf = queries.leaf(form.which(), int(after) if after.isdecimal() else None)
    asked = request.GET.copy()
    asked.pop("after", None)
    return render(request, "audit/log.html", {"form": form, "leaf": leaf, "asked": asked.urlencode()})


@allow(Role.AUDITOR, Role.ADMINISTRATOR)
@require_GET
def verified(request: HttpRequest) -> HttpResponse:
    """Whether the chain is whole, entry by entry, and its head, to be kept elsewhere."""
    position, digest = head()
    found = list(faults()) if position <= _AT_ONCE else None
    return render(request, "audit/verified.html", {"position": position, "digest": digest, "faults": found})


@allow(Role.AUDITOR, Role.ADMINISTRATOR)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """What was asked for as CSV; that it was taken out stands in the log too."""
    which = WhichForm(request.GET).which()
    asked = {name: str(said) for name, said in asdict(which).items() if said}
    note(Note("export", "log", organisation=which.organisation, changes={"asked": asked}))
    entries = queries.matching(which).iterator(chunk_size=2000)
    return FileResponse(
        written(entries, TemporaryFile()),
        as_attachment=True,
        filename="log.csv",
        content_type="text/csv; charset=utf-8",
    )
