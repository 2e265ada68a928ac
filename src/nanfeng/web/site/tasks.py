"""What the site does by the clock: mails to subscribers, and forgetting what need not be kept."""

import logging

from nanfeng.web.audit.services import NOBODY
from nanfeng.web.jobs.kinds import periodic
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.site.services.letters import send_letters
from nanfeng.web.site.services.reports import forget_addresses
from nanfeng.web.site.services.subscriptions import forget_unconfirmed

_log = logging.getLogger(__name__)


@periodic("*/20 * * * *", "nanfeng.letters")
def tell_subscribers() -> None:
    """Every twenty minutes, mail what came out to those who want it."""
    _log.info("%s mails to subscribers", send_letters())


@periodic("35 17 * * *", "nanfeng.forget")
def forget() -> None:
    """In the city's night, delete addresses that are no longer needed."""
    with acting(SYSTEM, NOBODY):
        _log.info("forgot %s unconfirmed subscriptions and %s addresses", forget_unconfirmed(), forget_addresses())
