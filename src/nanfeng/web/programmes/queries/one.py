"""One case, found by its number."""

from nanfeng.web.programmes.access import seen
from nanfeng.web.programmes.models import Case


def case(number: str) -> Case | None:
    """The case of that number; None where there is none, or it may not be seen."""
    return Case.objects.filter(seen(), number=number).select_related("course").first()
