"""Asking for pages as somebody, and judging what comes back."""

import html
import io
import json
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from django.db import transaction
from django.http.response import HttpResponseBase
from tests.web.sweep.actors import Actor
from tests.web.sweep.addresses import Address
from tests.web.sweep.markers import Planted, digits_of
from tests.web.sweep.planted import ELSEWHERE
from tests.web.sweep.walls import length_of_log, state_of

from nanfeng.forms.form import Purpose
from nanfeng.web.people.matrix import Route

REFUSED = frozenset({401, 403, 404, 405})
NOT_READ = frozenset({400, 415, 422})
"""What was sent was not understood, whatever it is about."""
QUERY = {
    "q": ELSEWHERE.name,
    "text": ELSEWHERE.name,
    "organisation": ELSEWHERE.organisation,
    "park": ELSEWHERE.park,
    "form": "monthly_return",
    "page": "1",
    "field": "output",
}
"""What is asked for in addresses, as somebody would who knows what he is after."""


@dataclass(frozen=True)
class Question:
    """Who asks for which page how."""

    actor: Actor
    route: Route
    address: Address
    method: str

    def __str__(self) -> str:
        return f"{self.actor} {self.method} {self.address.path}"


def ask(question: Question, sent: dict[str, object], planted: Planted) -> list[str]:
    """What is wrong with the answer, in words; what was written is undone."""
    with transaction.atomic():
        before = _written(question)
        answer = _answer(question, sent)
        text = text_of(answer)
        wrong = [*_door(question, answer), *_foreign(question, answer), *_leaks(question, text, planted)]
        if _written(question) != before:
            wrong.append("wrote something of another's")
        transaction.set_rollback(True)
    return [f"{question}: {each}" for each in wrong]


def _answer(question: Question, sent: dict[str, object]) -> HttpResponseBase:
    browser, path = question.actor.browser(), question.address.path
    if question.method == "GET":
        return browser.get(path, QUERY)
    if path.startswith("/api/"):
        return browser.post(path, json.dumps(sent), content_type="application/json")
    return browser.post(path, sent)


def _written(question: Question) -> object:
    """What there is of another's, and how long the log is where a thing of another's is asked for."""
    actor, thing = question.actor, question.address.thing
    works_there = any(actor.scope.holds(ELSEWHERE.organisation, ELSEWHERE.park, purpose) for purpose in Purpose)
    rows = [] if works_there or question.method == "GET" else state_of(ELSEWHERE)
    return rows, (length_of_log() if thing and not thing.seen(actor) else 0)


def text_of(answer: HttpResponseBase) -> str:
    """All that an answer says: headers, page, and what lies inside a workbook or archive."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    headers = unquote(str(dict(answer.headers)))
    return headers + "\n" + html.unescape("\n".join(_unpacked(content)))


def _unpacked(content: bytes) -> list[str]:
    if not content.startswith(b"PK"):
        return [content.decode("utf-8", "replace")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [text for name in archive.namelist() for text in (name, *_unpacked(archive.read(name)))]


def _door(question: Question, answer: HttpResponseBase) -> list[str]:
    """Who may not come in is sent to sign in, or told so; nothing ever breaks."""
    if answer.status_code >= 500:
        return [f"answered {answer.status_code}"]
    actor, rule = question.actor, question.route.rule
    if rule.admits(actor.role, signed_in=actor.role is not None):
        return []
    if actor.role is None:
        sent = answer.status_code == 302 and "/accounts/login/" in answer.headers["Location"]
        return [] if sent or answer.status_code == 401 else [f"answered {answer.status_code}, not with the sign-in"]
    return [] if answer.status_code == 403 else [f"answered {answer.status_code}, not 403"]


def _foreign(question: Question, answer: HttpResponseBase) -> list[str]:
    """What is another's is not there."""
    thing = question.address.thing
    sent_to_sign_in = question.actor.role is None and answer.status_code == 302
    if thing is None or thing.seen(question.actor) or sent_to_sign_in:
        return []
    refused = answer.status_code in REFUSED or (question.method == "POST" and answer.status_code in NOT_READ)
    return [] if refused else [f"another's thing answered {answer.status_code}"]


def _leaks(question: Question, text: str, planted: Planted) -> list[str]:
    digits = digits_of(text)
    hidden = [each for each in planted.markers if not each.seen(question.actor)]
    found = [each.text for each in hidden if each.text not in question.address.path and each.stands_in(text, digits)]
    return [f"shows {each}: …{_around(text, each)}…" for each in found]


def _around(text: str, marker: str) -> str:
    place = text.find(marker)
    return re.sub(r"\s+", " ", text[max(place - 80, 0) : place + 80]) if place >= 0 else "its digits"
