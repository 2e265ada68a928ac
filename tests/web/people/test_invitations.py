"""Invitations: who may give what away, and a link that works once, for one address, for a week."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.log import entries
from tests.web.people.cast import CLERK, ENTERPRISE, OFFICER, OFFICER_ELSEWHERE, OTHER, PASSWORD

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Invitation, Office, Post, User

NEW = "/people/invitations/new/"


@pytest.fixture
def officer(person, sign_in) -> Client:
    person("zhao@example.org", OFFICER)
    return sign_in("zhao@example.org")


@pytest.fixture
def link(officer) -> str:
    """The link of an officer's invitation, as it came by mail."""
    officer.post(NEW, {"email": "New@Example.org", "organisation": "91440605MA4UTQ5T3Y"})
    assert mail.outbox[-1].to == ["new@example.org"]
    return re.search(r"http://localhost(/\S+)", mail.outbox[-1].body)[1]


def accept_as_new(link: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post(link, {"name": "李明", "password": password})
    return client


def test_somebody_new_opens_his_account_and_has_his_post(link):
    client = accept_as_new(link)
    page = client.get("/people/account/")
    assert page.context["post"].office == Office(Role.ENTERPRISE_CLERK, ENTERPRISE, "park_nanhai")
    assert User.objects.get(email="new@example.org").name == "李明"
    said = [(each.action, each.noun) for each in entries(organisation=ENTERPRISE)]
    assert said == [("invite", "post"), ("accept", "post"), ("grant", "post")]


def test_the_link_works_once(link):
    accept_as_new(link)
    assert Client().get(link).status_code == 404
    assert Post.objects.filter(user__email="new@example.org").count() == 1


def test_the_link_ends_after_a_week(link):
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().post(link, {"name": "x", "password": PASSWORD}).status_code == 404


def test_a_withdrawn_link_opens_nothing(link, officer):
    officer.post(f"/people/invitations/{Invitation.objects.get().pk}/withdraw/")
    assert Client().get(link).status_code == 404


def test_v6_4_1_the_secret_of_the_link_is_kept_nowhere(link):
    """ASVS 5 V6.4.1: who reads the database cannot accept in another's place."""
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str([vars(each) for each in entries()])


def test_an_account_of_another_address_cannot_accept(link, person, sign_in):
    person("mallory@example.org")
    sign_in("mallory@example.org").post(link)
    assert not Post.objects.filter(user__email="mallory@example.org").exists()


def test_who_has_an_account_signs_in_and_accepts(link, person, sign_in):
    person("new@example.org")
    assert Client().post(link, {"name": "x", "password": "a stranger sets this"}).status_code == 200
    assert not Post.objects.filter(user__email="new@example.org").exists()
    sign_in("new@example.org").post(link)
    assert Post.objects.filter(user__email="new@example.org").count() == 1


def test_a_weak_password_is_handed_back_beside_its_field(link):
    page = Client().post(link, {"name": "x", "password": "short"})
    assert page.context["form"].errors["password"]
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_officer_invites_for_his_own_park_only(officer):
    page = officer.post(NEW, {"email": "new@example.org", "organisation": OTHER.removeprefix("uscc:")})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Invitation.objects.exists()


def test_an_officer_cannot_smuggle_in_another_role(officer):
    officer.post(NEW, {"email": "x@example.org", "organisation": "91440605MA4UTQ5T3Y", "role": "administrator"})
    assert [invitation.role for invitation in Invitation.objects.all()] == ["enterprise_clerk"]


def test_officers_neither_see_nor_withdraw_invitations_of_other_parks(link, person, sign_in):
    person("qian@example.org", OFFICER_ELSEWHERE)
    elsewhere = sign_in("qian@example.org")
    assert "new@example.org" not in elsewhere.get("/people/invitations/").content.decode()
    assert elsewhere.post(f"/people/invitations/{Invitation.objects.get().pk}/withdraw/").status_code == 404


def test_an_administrator_invites_to_every_role_and_says_for_whom(person, sign_in):
    person("chen@example.org", Office(Role.ADMINISTRATOR))
    chen = sign_in("chen@example.org")
    assert chen.post(NEW, {"email": "a@example.org", "role": "park_officer"}).context["form"].errors["park"]
    for role in Role:
        for_whom = {"organisation": "91440605MA4UTQ5T3Y", "park": "park_nanhai", "department": "city_government"}
        assert chen.post(NEW, {"email": "a@example.org", "role": role.value, **for_whom}).status_code == 302
    assert Invitation.objects.count() == len(Role)
    assert Invitation.objects.get(role="park_officer").organisation == ""


def test_clerks_invite_nobody(person, sign_in):
    person("li@example.org", CLERK)
    assert sign_in("li@example.org").get(NEW).status_code == 403
