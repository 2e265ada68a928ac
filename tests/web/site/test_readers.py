"""What readers send, and the mails that they get."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.published import OUTPUT

from nanfeng.kinds.role import Role
from nanfeng.web.site.links import signed
from nanfeng.web.site.models import ErrorReport, Subscription
from nanfeng.web.site.services import letters, reports, subscriptions
from nanfeng.web.site.services.subscriptions import END, HELD

pytestmark = pytest.mark.django_db

READER = "reader@example.org"


def link_in(body: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", body)
    assert found
    return found[1]


def report(client: Client, **said: str):
    return client.post("/report-an-error/", {"text": "数字不对", "mail": READER, **said})


def test_a_reader_reports_an_error_and_asks_after_it_by_its_number(client, sign_in):
    page = client.get("/report-an-error/", headers={"Referer": f"http://testserver/figures/figure/{OUTPUT}"})
    assert page.context["form"]["figure"].value() == str(OUTPUT)
    answer = report(client, figure=str(OUTPUT), page="/figures/")
    taken = ErrorReport.objects.get()
    assert taken.number in answer["Location"]
    assert taken.number in client.get(answer["Location"]).content.decode()
    statistician = sign_in(Client(), Role.STATISTICIAN)
    assert taken.number in statistician.get("/inbox/").content.decode()
    statistician.post(f"/inbox/{taken.pk}/", {"state": "corrected", "answer": "已更正，谢谢"})
    assert "已更正，谢谢" in client.get(f"/report-an-error/state/?number={taken.number}").content.decode()
    assert mail.outbox[0].to == [READER]


def test_a_machine_that_fills_in_everything_is_told_nothing_and_leaves_nothing(client):
    assert report(client, website="http://spam").status_code == 302
    assert not ErrorReport.objects.exists()


def test_who_sends_too_much_from_one_address_waits(client):
    answers = [report(client).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]
    assert report(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_nobody_guesses_what_others_reported(client):
    report(client)
    assert "数字不对" not in client.get("/report-an-error/state/?number=AAAAAAAAAA").content.decode()


def test_a_year_after_the_answer_the_address_is_deleted(client):
    report(client)
    taken = ErrorReport.objects.get()
    reports.answer(taken.pk, "refused", "没有问题", "x@example.org")
    assert reports.forget_addresses() == 0
    ErrorReport.objects.update(answered_at=timezone.now() - timedelta(days=366))
    assert reports.forget_addresses() == 1
    assert ErrorReport.objects.get().mail == ""


@pytest.fixture
def subscribed(client) -> Subscription:
    """A reader who wants everything and has confirmed."""
    topics = ["releases", "corrections", "news"]
    client.post("/subscribe/", {"email": READER, "topics": topics})
    link = link_in(mail.outbox.pop().body)
    assert Subscription.objects.get().confirmed_at is None
    client.get(link)
    assert Subscription.objects.get().confirmed_at is None  # a program that only looks begins nothing
    client.post(link)
    return Subscription.objects.get()


def test_mails_begin_only_after_the_reader_confirmed(subscribed):
    assert subscribed.confirmed_at
    assert subscribed.topics == ["corrections", "news", "releases"]


def test_without_confirmation_no_mail_comes_and_the_address_goes(client, published):
    client.post("/subscribe/", {"email": READER, "topics": ["releases"]})
    assert letters.send_letters() == 0
    Subscription.objects.update(made=timezone.now() - timedelta(days=4))
    assert subscriptions.forget_unconfirmed() == 1


def test_a_subscriber_is_told_once_of_what_came_out(zone, people, subscribed, request):
    request.getfixturevalue("published")
    assert letters.send_letters() == 1
    assert letters.send_letters() == 0
    (letter,) = mail.outbox
    assert "/reports/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_link_in_every_mail_ends_them_without_cookie_or_account(zone, people, subscribed, request):
    request.getfixturevalue("published")
    letters.send_letters()
    path = link_in(mail.outbox[0].extra_headers["List-Unsubscribe"]).rstrip(">")
    assert Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("path", ["/subscribe/end/made-up/", "/subscribe/confirm/made-up/", "/privacy/mine/made-up/"])
def test_a_made_up_link_opens_nothing(client, path):
    assert client.get(path).status_code == 404


def test_a_link_for_one_thing_does_not_open_another(client, subscribed):
    assert client.get(f"/privacy/mine/{signed(END, READER)}/").status_code == 404
    assert client.post(f"/subscribe/end/{signed(HELD, READER)}/").status_code == 404
    assert Subscription.objects.exists()


def test_who_reads_the_mail_of_an_address_gets_everything_held_about_it(client, subscribed):
    report(client)
    client.post("/privacy/mine/", {"email": READER})
    link = link_in(mail.outbox.pop().body)
    assert "数字不对" in client.get(link).content.decode()
    held = json.loads(client.get(link + "?file").content)
    assert [len(held[name]) for name in ("subscription", "reports")] == [1, 1]
    assert held["subscription"][0]["email"] == READER


def test_the_page_does_not_tell_who_is_known(client, subscribed):
    known = client.post("/privacy/mine/", {"email": READER})
    unknown = client.post("/privacy/mine/", {"email": "nobody@example.org"})
    assert known["Location"] == unknown["Location"]
