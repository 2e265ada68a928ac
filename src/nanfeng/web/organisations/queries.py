"""Reading organisations: the directory, one organisation's profile, pairs to decide on, merges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from nanfeng.forms.form import Form
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.organisations.access import Sight, seen, sight_of
from nanfeng.web.organisations.models import Merge, Organisation, Suspect
from nanfeng.web.organisations.search import matching
from nanfeng.web.people.scope import SYSTEM, present, seeing
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import records

_OF_EACH_FORM = 12
"""So many records of each form does a profile hold, the latest first."""


@dataclass(frozen=True)
class Which:
    """Which organisations are listed: those that fit `text` (see `search`), in a park, of an industry or one of its
    classes (the beginning of its code), of a kind; what is empty asks for nothing.
    """

    text: str = ""
    park: str = ""
    industry: str = ""
    kind: str = ""

    @property
    def condition(self) -> Q:
        """The choice of park, industry and kind as a filter of the directory."""
        same = {"park": self.park, "kind": self.kind, "industry__startswith": self.industry}
        return Q(**{name: said for name, said in same.items() if said})


def listed(which: Which) -> QuerySet[Organisation]:
    """The organisations that may be looked up: by name, or as search ranks them where a text is given."""
    found = Organisation.objects.filter(seen(), which.condition)
    return matching(which.text, found) if which.text else found.order_by("name", "identifier")


def organisation(identifier: str) -> Organisation | None:
    """An organisation of the directory; None for one that is not entered, or that may not be looked up."""
    return Organisation.objects.filter(seen(), pk=identifier).first()


@dataclass(frozen=True)
class Filed:
    """The records of one form: the latest of them, and how many there are."""

    form: Form
    records: Sequence[Record]
    total: int


@dataclass(frozen=True)
class Profile:
    """What is shown of an organisation: `names` and `memberships` are records of the register, dated by their first and
    last day; `filed` the other records within the present scope, by form.
    """

    organisation: Organisation
    sight: Sight
    registered: Record | None
    names: Sequence[Record]
    memberships: Sequence[Record]
    filed: Sequence[Filed]
    merged: Sequence[Merge]


def profile(identifier: str) -> Profile | None:
    """Everything about an organisation that the present doer may see; None as `organisation` says.

    The number of queries does not depend on how much there is.
    """
    found = organisation(identifier)
    if found is None:
        return None
    sight = sight_of(found)
    latest = {name: list(group) for name, group in groupby(_latest(identifier), attrgetter("form"))}
    of_role = {
        form.register_role: latest.pop(form.name, []) for form in city.pack().forms.values() if form.register_role
    }
    return Profile(
        found,
        sight,
        next(iter(of_role.get("organisation", [])), None),
        of_role.get("alias", []),
        of_role.get("membership", []),
        _filed(identifier, latest) if sight.records else (),
        list(merges().filter(organisation=identifier, undone=None)) if sight.records else (),
    )


def merged_into(identifier: str) -> str:
    """The identifier under which the records of a merged entry stand now; itself where it was not merged."""
    with seeing(SYSTEM):
        into = dict(Merge.objects.filter(undone=None, loser=identifier).values_list("loser", "organisation"))
    return into.get(identifier, identifier)


def merged_ones() -> dict[str, str]:
    """Every entry that was merged, and under which identifier its records stand, whoever asks."""
    with seeing(SYSTEM):
        return dict(Merge.objects.filter(undone=None).values_list("loser", "organisation"))


def merges() -> QuerySet[Merge]:
    """The merges that the present scope may see, the latest first."""
    return Merge.objects.filter(present().condition).order_by("-pk")


def suspects() -> QuerySet[Suspect]:
    """The pairs that the present doer may decide on, the surest first found first."""
    return Suspect.objects.filter(present().condition, state=Suspect.State.OPEN).order_by("pk")


def by_identifier(identifiers: Sequence[str]) -> dict[str, Organisation]:
    """The entries of the directory for these identifiers."""
    return Organisation.objects.in_bulk(list(identifiers))


def _latest(identifier: str) -> QuerySet[Record]:
    """The latest records of each form that stand, the latest first."""
    latest_first = [F("last").desc(nulls_first=True), F("first").desc(nulls_last=True), F("pk").desc()]
    numbered = _standing(identifier).annotate(
        place_in_form=Window(RowNumber(), partition_by=F("form"), order_by=latest_first)
    )
    return numbered.filter(place_in_form__lte=_OF_EACH_FORM).order_by("form", "place_in_form")


def _standing(identifier: str) -> QuerySet[Record]:
    return records().filter(organisation=identifier, current=True).exclude(status=WITHDRAWN)


def _filed(identifier: str, latest: dict[str, list[Record]]) -> list[Filed]:
    """By form in the pack's order; records of a form that the pack has no more are left to the timeline."""
    forms = city.pack().forms.values()
    counted = _standing(identifier).order_by().values_list("form").annotate(Count("pk"))
    totals = dict(counted)
    return [Filed(form, latest[form.name], totals[form.name]) for form in forms if latest.get(form.name)]


def present_membership(found: Profile, on: date) -> Record | None:
    """The membership that holds on a day and began last; None where none does."""
    holding = [one for one in found.memberships if (one.first or on) <= on and (one.last is None or on <= one.last)]
    return max(holding, key=lambda one: one.first or date.min, default=None)
