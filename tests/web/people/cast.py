"""Who plays in the tests of people: offices, organisations and their parks."""

from datetime import date

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Office

PASSWORD = "kiln fire southern wind"
ENTERPRISE = "uscc:91440605MA4UTQ5T3Y"
OTHER = "uscc:91440604MA51ABCD1X"
PARKS = {ENTERPRISE: "park_nanhai", OTHER: "park_chancheng"}


def park_of(organisation: str, _on: date) -> str:
    """The park of an organisation, as these tests have it."""
    return PARKS.get(organisation, "")


CLERK = Office(Role.ENTERPRISE_CLERK, ENTERPRISE)
OFFICER = Office(Role.PARK_OFFICER, park="park_nanhai")
OFFICER_ELSEWHERE = Office(Role.PARK_OFFICER, park="park_chancheng")
