"""Documents of cases: one of a case, and those of all by their names."""

from django.db.models import QuerySet

from nanfeng.web.programmes.models import Case, Paper
from nanfeng.web.programmes.queries.lists import cases


def paper(row: Case, pk: int) -> Paper | None:
    """A document of a case that was found, also one that counts no more; None where it has none such."""
    return Paper.objects.filter(case=row, pk=pk).first()


def papers(text: str) -> QuerySet[Paper]:
    """The documents that count whose name holds a text, of cases that the present doer may see; the latest first."""
    found = Paper.objects.filter(name__icontains=text, taken_back=None, case__in=cases())
    return found.select_related("case").order_by("-pk")
