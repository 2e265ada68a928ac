"""What tests of the shared pages share: clients that are signed in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from nanfeng.web.people.models import Post, User


@pytest.fixture
def signed_in(db) -> Callable[..., Client]:
    """A client signed in with one post: `signed_in("park_officer", park="park_nanhai")`."""

    def sign_in(role: str, **post: str) -> Client:
        user, _ = User.objects.get_or_create(email=f"{role}@example.org")
        Post.objects.create(user=user, role=role, since=timezone.localdate(), **post)
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
