"""Officers of two departments: one that leads measures, one that has none."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from nanfeng.web.people.models import Post, User

OfficerOf = Callable[[str], Client]


@pytest.fixture
def officer_of(db: None) -> OfficerOf:
    """A signed-in officer of a department by its code."""

    def sign_in(department: str) -> Client:
        user = User.objects.create(email=f"{department}@example.org")
        Post.objects.create(user=user, role="department_officer", department=department, since=timezone.localdate())
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
