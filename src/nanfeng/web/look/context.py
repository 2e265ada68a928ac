"""What every page knows of the installation."""

from django.conf import settings
from django.http import HttpRequest

from nanfeng.web import city, clock
from nanfeng.web.look.language import reading


def page(_request: HttpRequest) -> dict[str, object]:
    """`city` and `zone` (their names as Text), `language`, `demo` (whether records are made up), `today`, and
    `days_ago` that the clock is put back.
    """
    pack = city.pack()
    return {
        "city": pack.name,
        "zone": pack.places[pack.zone].name,
        "language": reading().value,
        "demo": settings.ENVIRONMENT.demo,
        "days_ago": settings.ENVIRONMENT.days_ago,
        "today": clock.today(),
    }
