"""What is done on the page of a case, one address for each."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow
from nanfeng.web.flows.forms import MoveForm
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.programmes import services
from nanfeng.web.programmes.forms import PaperForm, PayForm, TaskForm, TogetherForm
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.services import Attached
from nanfeng.web.programmes.views.acting import NO_CASE, acted, unclear
from nanfeng.web.programmes.views.doors import WORKERS

_DONE = Text("已办理", "Done")


@allow(*WORKERS)
@require_POST
def move(request: Request, number: str) -> HttpResponse:
    """Take a step."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        return unclear(request)
    return acted(request, number, lambda: services.move(number, form.expected_version, form.asked()), _DONE)


@allow(*WORKERS)
@require_POST
def attach(request: Request, number: str) -> HttpResponse:
    """Add a document."""
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return unclear(request)
    file = form.cleaned_data["file"]
    sent = Attached(form.cleaned_data["kind"], file.name, file.read(services.PAPER_LIMIT + 1))
    return acted(request, number, lambda: services.attach(number, sent), Text("已上传", "Added"))


@allow(*WORKERS)
@require_POST
def take_back(request: Request, number: str, pk: int) -> HttpResponse:
    """Let a document count no more."""
    return acted(request, number, lambda: services.take_back(number, pk), Text("已撤下", "Taken back"))


@allow(*WORKERS)
@require_POST
def confirm(request: Request, number: str) -> HttpResponse:
    """Confirm an outcome."""
    outcome, seen = request.POST.get("outcome", ""), request.POST.get("digest", "")
    return acted(request, number, lambda: services.confirm(number, outcome, seen), Text("已确认", "Confirmed"))


@allow(*WORKERS)
@require_POST
def pay(request: Request, number: str) -> HttpResponse:
    """Enter a payment."""
    form = PayForm(request.POST)
    if not form.is_valid():
        return unclear(request)
    said = form.cleaned_data
    done = Text("已登记付款", "The payment is entered")
    return acted(
        request, number, lambda: services.pay(number, said["instalment"], said["day"], said["reference"]), done
    )


@allow(*WORKERS)
@require_POST
def say(request: Request, number: str) -> HttpResponse:
    """Say something to the other side."""
    text = request.POST.get("text", "")
    if not text.strip():
        return unclear(request)
    return acted(request, number, lambda: services.say(number, text), Text("已发送", "Sent"))


@allow(*WORKERS)
@require_POST
def add_task(request: Request, number: str) -> HttpResponse:
    """Add something to follow up."""
    form = TaskForm(request.POST)
    if not form.is_valid():
        return unclear(request)
    said = form.cleaned_data
    return acted(request, number, lambda: services.add_task(number, said["what"], said["day"], said["who"]), _DONE)


@allow(*WORKERS)
@require_POST
def finish_task(request: Request, number: str, pk: int) -> HttpResponse:
    """Note that a task is done."""
    return acted(request, number, lambda: services.finish_task(number, pk), _DONE)


@allow(*WORKERS)
@require_POST
def hand_over(request: Request, number: str) -> HttpResponse:
    """Let another account see to the case."""
    owner = request.POST.get("owner", "").strip()
    return acted(request, number, lambda: services.hand_over(number, owner), Text("已移交", "Handed over"))


@allow(*WORKERS)
@require_POST
def move_over(request: Request, number: str) -> HttpResponse:
    """Let the case go by the present definitions."""
    reason, stage = request.POST.get("reason", ""), request.POST.get("stage") or None
    done = Text("已转入新版本", "It goes by the present version now")
    return acted(request, number, lambda: services.move_to_present(number, reason, stage), done)


@allow(*WORKERS)
@require_POST
def move_together(request: Request, name: str) -> HttpResponse:
    """Take the same step with all cases that were ticked, and say how many it was refused for, and why."""
    form = TogetherForm(request.POST)
    if not form.is_valid():
        messages.error(request, words(Text("请先勾选办件，再选择步骤", "Tick cases first, then choose the step")))
        return redirect("programmes:programme", name)
    try:
        moved = services.move_many(form.cleaned_data["chosen"], form.asked())
    except Case.DoesNotExist as error:
        raise Http404(NO_CASE) from error
    if moved.cases:
        count = len(moved.cases)
        messages.success(request, words(Text(f"已办理 {count} 件", f"Done for {count}")))
    for wrong, count in Counter(error.issue.wrong for error in moved.refused.values()).items():
        messages.error(request, words(Text(f"{count} 件未办理：{wrong.zh}", f"Not done for {count}: {wrong.en}")))
    return redirect(f"{reverse('programmes:programme', args=[name])}?view=table")
