"""From where a request comes, and whom somebody who signs in says to be: what throttling and the log go by."""

from collections.abc import Mapping

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the client, empty where it has none (a job, a local socket).

    X-Forwarded-For is believed only as far as proxies of ours wrote it (`NANFENG_PROXIES`): what the client itself
    put there is to the left of that.
    """
    if not request.META.get("REMOTE_ADDR") and not request.META.get("HTTP_X_FORWARDED_FOR"):
        return ""
    return get_adapter().get_client_ip(request)


def claimed_name(request: HttpRequest | None, credentials: Mapping[str, object] | None) -> str:
    """The mail address with which somebody tries to sign in, in lower case; empty where there is none."""
    given = credentials or {}
    name = given.get("email") or given.get("username")
    if not name and request is not None:
        name = request.POST.get("login", "")
    return str(name or "").strip().lower()
