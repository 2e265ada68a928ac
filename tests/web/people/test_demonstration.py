"""The demonstration's accounts: one for each role, shown at its sign-in only, signed in to like any other."""

import dataclasses
import re

import pytest
from django.test import Client
from tests.web.people.cast import ENTERPRISE, OTHER

from nanfeng.kinds.role import Role
from nanfeng.web.people.demonstration import Setting, make_accounts, offices, pass_phrase, shown
from nanfeng.web.people.models import Office, Post
from nanfeng.web.people.services import grant


@pytest.fixture
def accounts(db):
    return make_accounts(offices(Setting(ENTERPRISE, OTHER, OTHER, OTHER, OTHER, "park_nanhai", "city_government")))


def test_there_is_one_for_each_role(accounts):
    grant(accounts[0], Office(Role.ENTERPRISE_CLERK, OTHER), "test")
    assert [account.role for account in shown()] == list(Role)
    assert Post.objects.get(role="park_officer").park == "park_nanhai"


def test_made_twice_they_are_still_the_same(accounts):
    make_accounts(offices(Setting(ENTERPRISE, OTHER, OTHER, OTHER, OTHER, "park_nanhai", "city_government")))
    assert Post.objects.count() == len(Role)


def test_a_second_officer_gets_an_account_of_his_own(accounts):
    two = [Office(Role.PARK_OFFICER, park="park_nanhai"), Office(Role.PARK_OFFICER, park="park_shunde")]
    assert [user.email for user in make_accounts(two)] == ["park_officer@demo.example", "park_officer2@demo.example"]


def test_the_sign_in_page_offers_them_by_the_ordinary_form(accounts):
    client = Client()
    page = client.get("/accounts/login/").content.decode()
    assert pass_phrase() in page
    said = dict(re.findall(r'name="(login|password)" value="([^"]+)"', page))
    assert client.post("/accounts/login/", said).status_code == 302
    assert client.get("/people/account/").status_code == 200


def test_outside_a_demonstration_nothing_is_shown(accounts, settings):
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, demo=False)
    page = Client().get("/accounts/login/").content.decode()
    assert "demo.example" not in page
    assert pass_phrase() not in page
