"""What the worker does about mails."""

import logging

from procrastinate.contrib.django import app

from nanfeng.web.jobs.kinds import periodic
from nanfeng.web.jobs.patience import Patience
from nanfeng.web.mails.services import DELIVER, deliver, forget

_log = logging.getLogger(__name__)


@app.task(name=DELIVER, retry=Patience())
def deliver_mails() -> None:
    """Take what is due to the mail server, as soon as it is written down."""
    deliver()


@periodic("*/5 * * * *", "nanfeng.retry_mails")
def retry() -> None:
    """Every five minutes, try again what the mail server did not take."""
    _log.info("%s mails were sent at another attempt", deliver())


@periodic("50 17 * * *", "nanfeng.forget_mails")
def forget_mails() -> None:
    """In the city's night, delete what went out a month ago."""
    _log.info("forgot %s mails", forget())
