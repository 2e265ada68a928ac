"""How often somebody without an account may send a form: so many times an hour from one address."""

import hashlib

from django.http import HttpRequest

from nanfeng.kinds.text import Text
from nanfeng.web.counting import counted
from nanfeng.web.people.address import client_address

_AN_HOUR = 3600

TOO_OFTEN = Text(
    "来自您网络地址的提交过于频繁，请一小时后再试。已经提交的内容不受影响。",
    "Too much was sent from your network address. Try again in an hour; what was sent before is not affected.",
)


def too_often(request: HttpRequest, what: str, an_hour: int) -> bool:
    """Count this attempt, and say whether it is one too many. The address itself is not kept, only its digest."""
    digest = hashlib.sha256(client_address(request).encode()).hexdigest()[:32]
    return counted(f"throttle-{what}-{digest}", _AN_HOUR) > an_hour
