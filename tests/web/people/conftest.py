"""Accounts as tests of people need them."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from tests.web.people.cast import PASSWORD

from nanfeng.web.people.models import Office, User
from nanfeng.web.people.services import grant


@pytest.fixture(autouse=True)
def _fresh(settings, db):
    settings.PARK_OF_ORGANISATION = "tests.web.people.cast.park_of"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def person() -> Callable[..., User]:
    """Makes accounts: an address, and the offices that it holds."""

    def make(email: str, *offices: Office) -> User:
        user = User.objects.create_user(email, PASSWORD)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        for office in offices:
            grant(user, office, "test")
        return user

    return make


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Signs in by the form, as people do; gives the browser."""

    def go(email: str, password: str = PASSWORD, client: Client | None = None) -> Client:
        client = client or Client()
        client.post("/accounts/login/", {"login": email, "password": password})
        return client

    return go
