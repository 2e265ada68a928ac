"""Mails go out once: with what they tell of or not at all, again where the server is away, and sealed until then."""

import smtplib
from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from nanfeng.web.mails.models import Mail
from nanfeng.web.mails.queries import troubled
from nanfeng.web.mails.services import deliver, forget

pytestmark = pytest.mark.django_db(transaction=True)

TO, LINK = "li@example.org", "https://host/secret-link"
REACHED = "django.core.mail.backends.locmem.EmailBackend"


class Away(BaseEmailBackend):
    """A mail server that answers every mail with the error that it `says`."""

    says: Exception = ConnectionRefusedError("nobody is there")

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        """Raise what the server says, for whatever mails there are."""
        raise self.says if list(email_messages) else ValueError("no mail was handed over")


@pytest.fixture(autouse=True)
def _outbox(settings) -> None:
    settings.EMAIL_BACKEND = "nanfeng.web.mails.backend.Outbox"
    settings.MAIL_DELIVERY = REACHED


def write() -> None:
    send_mail("邀请", f"请打开 {LINK}", None, [TO])


def test_a_mail_goes_out_once_however_often_the_worker_looks():
    write()
    assert mail.outbox == []
    assert (deliver(), deliver()) == (1, 0)
    (sent,) = mail.outbox
    assert (sent.to, sent.body, sent.from_email) == ([TO], f"请打开 {LINK}", django_settings.DEFAULT_FROM_EMAIL)


def test_what_is_undone_is_not_mailed():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert deliver() == 0
    assert not Mail.objects.exists()


def test_a_server_that_is_away_gets_it_later(settings):
    write()
    settings.MAIL_DELIVERY = f"{__name__}.Away"
    assert deliver() == 0
    assert Mail.objects.get().due > timezone.now()
    settings.MAIL_DELIVERY = REACHED
    assert deliver() == 0
    Mail.objects.update(due=timezone.now())
    assert deliver() == 1


def test_an_address_that_is_refused_is_given_up(settings, monkeypatch):
    monkeypatch.setattr(Away, "says", smtplib.SMTPRecipientsRefused({TO: (550, b"no such user")}))
    settings.MAIL_DELIVERY = f"{__name__}.Away"
    write()
    write()
    assert deliver() == 0
    assert set(Mail.objects.values_list("state", "content")) == {("failed", "")}


def test_a_mail_that_was_broken_off_is_told_of_and_not_sent_again():
    write()
    long_ago = timezone.now() - timedelta(hours=1)
    Mail.objects.update(state="sending", taken_at=long_ago, made=long_ago)
    assert deliver() == 0
    assert troubled() == {"sending": 1}


def test_v6_4_1_who_reads_the_database_reads_no_link_and_nothing_stays():
    """ASVS 5 V6.4.1: a link that opens an account lies in the database sealed, and only until it is sent."""
    write()
    assert LINK not in str(Mail.objects.values_list())
    deliver()
    assert Mail.objects.get().content == ""
    Mail.objects.update(taken_at=timezone.now() - timedelta(days=31))
    assert forget() == 1
