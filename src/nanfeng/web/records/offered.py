"""What a form's fields offer to choose from in this city, on pages and in templates alike."""

from functools import cache

from nanfeng.intake.offered import Known
from nanfeng.web import city


@cache
def known() -> Known:
    """The city's places and the classes of its industries, in the pack's order."""
    pack = city.pack()
    return Known(tuple(pack.places.values()), tuple(pack.industries.values()))
