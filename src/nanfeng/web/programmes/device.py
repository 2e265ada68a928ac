"""What pages leave on a device for when there is no connection, and when it goes: drafts belong to one account."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from nanfeng.web.people.models import User
from nanfeng.web.people.request import Request

_COOKIE = "kept_for"
_YEAR = 365 * 24 * 3600
_SIGN_OUT = "account_logout"


def tag(user: User) -> str:
    """What a device calls an account: the same for the same account, and nothing that tells whose it is."""
    return salted_hmac("nanfeng.device", str(user.pk)).hexdigest()[:16]


def keeps_for(response: HttpResponse, user: User) -> HttpResponse:
    """Note on the device for whom it keeps something."""
    response.set_cookie(_COOKIE, tag(user), _YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


class Device:
    """Has the browser forget all that pages keep on the device, as soon as somebody signs out there, or somebody else
    is signed in. A session that ran out forgets nothing: what waits is sent when its author signs in again.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer, and clear the device where it is no longer the account's that it keeps something for."""
        response = self.get_response(request)
        if request.COOKIES.get(_COOKIE) and (_left(request) or _is_another(request)):
            response["Clear-Site-Data"] = '"storage"'
            response.delete_cookie(_COOKIE)
        return response


def _left(request: Request) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name == _SIGN_OUT


def _is_another(request: Request) -> bool:
    return isinstance(request.user, User) and request.COOKIES[_COOKIE] != tag(request.user)
