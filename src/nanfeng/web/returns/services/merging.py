"""Returns follow their organisation where two entries are merged, and go back where the merge is undone."""

from django.db import transaction

from nanfeng.web.flows.services import hand_over
from nanfeng.web.organisations.models import Merge
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.returns.models import Message, Return


@transaction.atomic
def follow(merge: Merge) -> None:
    """Hand the merged entry's returns to the surviving one; where that owes the same return, its own stands and the
    other is laid aside.
    """
    with seeing(SYSTEM):
        owed = set(Return.objects.filter(organisation=merge.organisation).values_list("call", flat=True))
        for one in Return.objects.filter(organisation=merge.loser, laid_aside=False).select_related("call", "course"):
            one.merge = merge.pk
            one.laid_aside = one.call.pk in owed
            one.save(update_fields=["merge", "laid_aside"])
            if not one.laid_aside:
                _hand(one, merge.organisation, merge.name)


@transaction.atomic
def give_back(merge: Merge) -> None:
    """Give back the returns that a merge handed over, and those that it laid aside."""
    with seeing(SYSTEM):
        for one in Return.objects.filter(merge=merge.pk).select_related("call", "course"):
            if not one.laid_aside:
                _hand(one, merge.loser, merge.loser_name)
            one.merge, one.laid_aside = None, False
            one.save(update_fields=["merge", "laid_aside"])


def _hand(one: Return, organisation: str, name: str) -> None:
    """Let a return, its course and its messages be of another organisation."""
    hand_over(one.course, f"{one.call.form} {one.call.period} {organisation}", organisation)
    one.organisation, one.name = organisation, name
    one.save(update_fields=["organisation", "name"])
    Message.objects.filter(about=one).update(organisation=organisation)
