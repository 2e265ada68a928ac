"""What every page knows of the installation."""

from django.conf import settings
from django.http import HttpRequest

from nanfeng.web import city, clock
from nanfeng.web.look.language import reading


def page(_request: HttpRequest) -> dict[str, object]:
    """`city` (its name as Text), `language`, `demo` (whether records are made up) and `today`."""
    return {
        "city": city.pack().name,
        "language": reading().value,
        "demo": settings.ENVIRONMENT.demo,
        "today": clock.today(),
    }
