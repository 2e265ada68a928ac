"""Reading vintages: what they hold, what they would hold if one were made now, and in what two of them differ."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max, Q, QuerySet

from nanfeng.kinds.digest import digest_of
from nanfeng.ledger.compare import Differences, compare
from nanfeng.ledger.receipt import Receipt, read_receipt
from nanfeng.web import city
from nanfeng.web.closing.models import Vintage
from nanfeng.web.flows.models import Step
from nanfeng.web.records.queries import records

REOPENING = "reopen_for_correction"


@dataclass(frozen=True)
class FormLine:
    """One form in a vintage: its name, how many rows it has, and the digest of what they say."""

    form: str
    rows: int
    content: str


def vintages() -> QuerySet[Vintage]:
    """All vintages, the last closed first, each with how many releases were made of it."""
    made = Count("release", filter=Q(release__withdrawn_at=None))
    return Vintage.objects.annotate(releases=made).order_by("-closed_at")


def newest() -> Vintage | None:
    """The vintage that was closed last."""
    return Vintage.objects.order_by("-closed_at").first()


def receipt_of(vintage: Vintage) -> Receipt:
    """The receipt as it stands in the vintage's folder; raise FileNotFoundError or ValueError where it does not."""
    return read_receipt(city.home(), vintage.pk)


def form_lines(receipt: Receipt) -> list[FormLine]:
    """The forms that have rows, in the order of the pack; then those that it no longer knows."""
    order = {name: place for place, name in enumerate(city.pack().forms)}
    names = sorted(receipt.forms, key=lambda name: (order.get(name, len(order)), name))
    lines = [FormLine(name, receipt.forms[name].rows, receipt.forms[name].content) for name in names]
    return [line for line in lines if line.rows]


def content_key(reason: str) -> str:
    """What a vintage made now would be made of, in short: it changes when a record comes in or is approved, and when a
    return is closed or reopened.
    """
    seen = records().aggregate(last=Max("pk"), approved=Count("pk", filter=Q(status="approved")))
    steps = Step.objects.filter(course__noun="return").aggregate(last=Max("pk"))
    return digest_of([seen["last"], seen["approved"], steps["last"], city.pack().digest, reason])


def corrections_since(vintage: Vintage | None) -> Counter[str]:
    """With what reason codes returns were reopened since a vintage was closed (None: ever), counted."""
    steps = Step.objects.filter(transition=REOPENING, course__noun="return")
    if vintage:
        steps = steps.filter(entered__gt=vintage.closed_at)
    return Counter(steps.values_list("reason_code", flat=True))


@lru_cache(maxsize=8)
def differences(first: str, second: str) -> Differences:
    """In what rows the second vintage differs from the first; vintages never change, so that it is kept."""
    return compare(city.home(), first, second)
