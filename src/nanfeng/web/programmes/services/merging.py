"""Cases follow their organisation where two entries are merged, and go back where the merge is undone."""

from django.db import transaction

from nanfeng.web.flows.services import hand_over
from nanfeng.web.organisations.models import Merge
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.models import Case


@transaction.atomic
def follow(merge: Merge) -> None:
    """Hand the merged entry's cases to the surviving one."""
    with seeing(SYSTEM):
        for case in Case.objects.filter(organisation=merge.loser).select_related("course"):
            _hand(case, merge.organisation, merge.name, merge.pk)


@transaction.atomic
def give_back(merge: Merge) -> None:
    """Give back the cases that a merge handed over."""
    with seeing(SYSTEM):
        for case in Case.objects.filter(merge=merge.pk).select_related("course"):
            _hand(case, merge.loser, merge.loser_name, None)


def _hand(case: Case, organisation: str, name: str, merge: int | None) -> None:
    hand_over(case.course, case.number, organisation)
    case.organisation, case.name, case.merge = organisation, name, merge
    case.save(update_fields=["organisation", "name", "merge"])
