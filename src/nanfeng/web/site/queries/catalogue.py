"""The catalogue of published figures: found by subject, plan, indicator, place or words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.core.paginator import Page, Paginator

from nanfeng.figures.indicator import Indicator
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.text import Text
from nanfeng.release.content import figure_of
from nanfeng.release.facts import forms_of
from nanfeng.web import city
from nanfeng.web.site.queries.figures import counted, newest, standing

_A_PAGE = 50
_OTHERS = Text("其他部门和文件公布的指标", "Published by departments and documents")


@dataclass(frozen=True)
class Asked:
    """What is looked for; empty: everything. `plan`, `indicator` and `place` are ids, `subject` a form's name."""

    words: str = ""
    subject: str = ""
    plan: str = ""
    indicator: str = ""
    place: str = ""


@dataclass(frozen=True)
class Offer:
    """An indicator of the catalogue: how many figures are published, and the newest."""

    indicator: Indicator
    count: int
    newest: Figure | None


@dataclass(frozen=True)
class Subject:
    """Indicators that stand on the same records; `id` is the form's name, empty for those that stand on none."""

    id: str
    label: Text
    offers: tuple[Offer, ...]


def subjects(asked: Asked) -> list[Subject]:
    """The indicators that are looked for and of which anything is published, by subject; two queries."""
    counts, latest = counted(), newest()
    groups: dict[str, list[Offer]] = {}
    for indicator in matching(asked):
        if counts.get(indicator.id):
            offer = Offer(indicator, counts[indicator.id], latest.get(indicator.id))
            groups.setdefault(subject_of(indicator.id), []).append(offer)
    return [Subject(name, subject_label(name), tuple(offers)) for name, offers in groups.items()]


def figures(asked: Asked, page: str) -> tuple[Page, list[Figure]]:
    """A page of the published figures that are looked for, the newest period first."""
    rows = standing().filter(indicator__in=[indicator.id for indicator in matching(asked)])
    if asked.place:
        rows = rows.filter(place=asked.place)
    ordered = rows.order_by("-last", "first", "indicator", "place", "key").values_list("content", flat=True)
    found = Paginator(ordered, _A_PAGE).get_page(page)
    return found, [figure_of(content) for content in found]


def places(indicator: str) -> list[str]:
    """The places for which figures of an indicator are published, in the order of the city."""
    known = set(standing().filter(indicator=indicator).values_list("place", flat=True).distinct())
    return [code for code in city.pack().places if code in known]


def matching(asked: Asked) -> list[Indicator]:
    """The definitions that are looked for."""
    wanted = set(_of_plan(asked.plan)) if asked.plan else None
    return [
        indicator
        for indicator in city.pack().indicators.values()
        if (not asked.indicator or indicator.id == asked.indicator)
        and (wanted is None or indicator.id in wanted)
        and (not asked.subject or subject_of(indicator.id) == asked.subject)
        and _speaks_of(indicator, asked.words)
    ]


@cache
def subject_of(indicator: str) -> str:
    """The form behind an indicator (the first by name, where it stands on several); empty for none."""
    return min(forms_of(indicator, city.pack().definitions), default="")


def subject_label(subject: str) -> Text:
    """What a subject is called: as its form."""
    return city.pack().forms[subject].label if subject else _OTHERS


def choices() -> Mapping[str, Sequence[tuple[str, Text]]]:
    """Subjects and plans to choose from."""
    pack = city.pack()
    known = dict.fromkeys(subject_of(indicator) for indicator in pack.indicators)
    return {
        "subject": [(name, subject_label(name)) for name in known if name],
        "plan": [(plan.id, plan.title) for plan in pack.plans.values() if _of_plan(plan.id)],
    }


def _of_plan(plan: str) -> list[str]:
    found = city.pack().plans.get(plan)
    return [target.indicator for target in found.targets if target.indicator] if found else []


def _speaks_of(indicator: Indicator, words: str) -> bool:
    names = (indicator.id, indicator.name.zh, indicator.name.en, *indicator.aliases)
    told = " ".join((*names, indicator.definition.zh, indicator.definition.en)).lower()
    return all(word in told for word in words.lower().split())
