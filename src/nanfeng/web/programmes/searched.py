"""What search finds of programmes, cases and their documents."""

from django.urls import reverse

from nanfeng.cases.programme import Programme
from nanfeng.kinds.text import Text
from nanfeng.web.look.search import Finder, Hit, alike
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.lists import Which, matching
from nanfeng.web.programmes.queries.papers import papers
from nanfeng.web.programmes.queries.programme import mine


def _cases(text: str, most: int) -> list[Hit]:
    """By number, title, name or organisation."""
    found = matching(Which(text=text))[:most]
    return [Hit(one.number, alike(one.title), alike(_about(one)), _page(one)) for one in found]


def _documents(text: str, most: int) -> list[Hit]:
    """By name; each leads to its case."""
    found = papers(text)[:most]
    return [Hit(str(one.pk), alike(one.name), alike(_about(one.case)), f"{_page(one.case)}#papers") for one in found]


def _programmes(text: str, most: int) -> list[Hit]:
    """By id, or part of the name in either language."""
    found = [one for one in mine() if _named(one, text.lower())]
    return [Hit(one.id, one.label, one.about, reverse("programmes:programme", args=[one.id])) for one in found[:most]]


def _named(one: Programme, text: str) -> bool:
    return any(text in said.lower() for said in (one.id, one.label.zh, one.label.en))


def _about(case: Case) -> str:
    return " · ".join(dict.fromkeys((case.number, case.name)))


def _page(case: Case) -> str:
    return reverse("programmes:case", args=[case.number])


FINDERS = (
    Finder("cases", Text("办件", "Cases"), "programmes:mine", _cases, "text"),
    Finder("programmes", Text("项目", "Programmes"), "programmes:programmes", _programmes),
    Finder("documents", Text("办件材料", "Documents of cases"), "programmes:mine", _documents),
)
