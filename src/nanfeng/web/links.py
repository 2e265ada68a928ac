"""Addresses that work outside of a page: in mails, feeds and calendars."""

from django.conf import settings
from django.urls import reverse


def origin() -> str:
    """Where this installation is reached, as `https://host`."""
    return settings.ENVIRONMENT.address


def absolute(name: str, *arguments: object) -> str:
    """The whole address of a page."""
    return origin() + reverse(name, args=arguments)
