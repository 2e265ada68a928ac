"""Sessions: renewed, ended, and kept in cookies that nobody else gets."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.web.log import entries, entry
from tests.web.people.cast import CLERK, ENTERPRISE, OFFICER, OTHER, PASSWORD

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Office, Post, User
from nanfeng.web.people.services import end
from nanfeng.web.people.services.accounts import end_access, reset_second_factor


def signed_in(client: Client) -> bool:
    return client.get("/people/account/").status_code == 200


def key(client: Client) -> str:
    return client.cookies["session"].value


def test_v7_2_4_signing_in_gives_a_new_session(person):
    """ASVS 5 V7.2.4: no session fixation."""
    person("li@example.org", CLERK)
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    before = key(client)
    client.post("/accounts/login/", {"login": "li@example.org", "password": PASSWORD})
    assert key(client) != before
    assert not Session.objects.filter(session_key=before).exists()


def test_v7_2_4_taking_up_another_post_gives_a_new_session(person, sign_in):
    """ASVS 5 V7.2.4: what one may do changes, and so does the session."""
    user = person("li@example.org", CLERK, Office(Role.ENTERPRISE_CLERK, OTHER))
    client = sign_in("li@example.org")
    before, second = key(client), Post.objects.get(user=user, organisation=OTHER)
    answer = client.post("/people/posts/take-up/", {"post": second.pk, "next": "/people/account/"})
    assert answer.headers["Location"] == "/people/account/"
    assert key(client) != before
    assert OTHER in client.get("/people/account/").context["post"].organisation
    assert not Session.objects.filter(session_key=before).exists()
    assert client.get("/people/account/").context["sessions"][0].session_key == key(client)
    assert entries(action="take up", noun="post", organisation=OTHER)


def test_nobody_takes_up_a_post_of_others_or_one_that_ended(person, sign_in):
    person("zhao@example.org", OFFICER)
    mine = person("li@example.org", CLERK, Office(Role.ENTERPRISE_CLERK, OTHER))
    client = sign_in("li@example.org")
    of_others = Post.objects.get(user__email="zhao@example.org")
    ended = Post.objects.get(user=mine, organisation=OTHER)
    ended.until = timezone.localdate().replace(year=2020)
    ended.save()
    assert client.post("/people/posts/take-up/", {"post": of_others.pk}).status_code == 404
    assert client.post("/people/posts/take-up/", {"post": ended.pk}).status_code == 404
    assert client.post("/people/posts/take-up/", {"post": "nonsense"}).status_code == 404


def test_v3_7_2_taking_up_a_post_never_leads_elsewhere(person, sign_in):
    """ASVS 5 V3.7.2: no redirect to other sites."""
    user = person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    post = Post.objects.get(user=user)
    answer = client.post("/people/posts/take-up/", {"post": post.pk, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_v7_4_3_a_new_password_ends_all_other_sessions(person, sign_in):
    """ASVS 5 V7.4.3."""
    person("li@example.org", CLERK)
    here, there = sign_in("li@example.org"), sign_in("li@example.org")
    new = "another long pass phrase"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert signed_in(here)
    assert not signed_in(there)
    assert entries(action="change", noun="password", who="li@example.org")


def test_v7_5_2_one_sees_and_ends_ones_other_sessions_oneself_with_ones_password(person, sign_in):
    """ASVS 5 V7.5.2: all sessions are listed, and end once the password was typed again."""
    person("li@example.org", CLERK)
    here, there = sign_in("li@example.org"), sign_in("li@example.org")
    assert len(here.get("/people/account/").context["sessions"]) == 2
    asked = here.post("/people/account/sessions/end/")
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert signed_in(there)
    here.post(asked.headers["Location"], {"password": PASSWORD})
    assert signed_in(here)
    assert not signed_in(there)


@pytest.mark.parametrize(
    "change", ["/accounts/2fa/totp/activate/", "/accounts/email/", "/accounts/2fa/recovery-codes/generate/"]
)
def test_v7_5_1_the_password_is_asked_again_before_ways_to_sign_in_change(person, sign_in, change):
    """ASVS 5 V7.5.1."""
    user = person("li@example.org", CLERK)
    if "recovery" in change:
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    sent = client.post(change, {"action_add": "", "email": "mallory@example.org"})
    assert sent.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not EmailAddress.objects.filter(email="mallory@example.org").exists()


@pytest.mark.django_db(transaction=True)
def test_v7_4_3_a_new_second_factor_ends_all_other_sessions(person, sign_in):
    """ASVS 5 V7.4.3."""
    person("li@example.org", CLERK)
    here, there = sign_in("li@example.org"), sign_in("li@example.org")
    activate = "/accounts/2fa/totp/activate/"
    here.post(here.get(activate).headers["Location"], {"password": PASSWORD})
    secret = here.get(activate).context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    here.post(activate, {"code": code})
    assert Authenticator.objects.exists()
    assert signed_in(here)
    assert not signed_in(there)


def test_v7_4_4_one_signs_out_from_every_page(person, sign_in):
    """ASVS 5 V7.4.4."""
    person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    for path in ("/", "/people/account/", "/returns/", "/accounts/password/change/", "/there-is-no-such-page/"):
        assert "/accounts/logout/" in client.get(path).content.decode(), path


def test_v7_4_1_signing_out_ends_the_session_for_good(person, sign_in):
    """ASVS 5 V7.4.1: the cookie of an ended session opens nothing."""
    person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    kept = key(client)
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["session"] = kept
    assert not signed_in(thief)


def test_v7_3_1_staff_who_do_nothing_are_signed_out(person, sign_in, settings):
    """ASVS 5 V7.3.1: half an hour for staff; an enterprise's clerk may take longer over his return."""
    person("zhao@example.org", OFFICER)
    person("li@example.org", CLERK)
    staff, clerk = sign_in("zhao@example.org"), sign_in("li@example.org")
    for client in (staff, clerk):
        assert signed_in(client)
        session = client.session
        session["seen"] -= settings.STAFF_IDLE + 1
        session.save()
    assert not signed_in(staff)
    assert signed_in(clerk)


def test_v7_3_2_a_session_ends_after_twelve_hours(person, sign_in, settings):
    """ASVS 5 V7.3.2: however busy it was in between."""
    person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    assert signed_in(client)
    session = client.session
    session["began"] -= settings.SESSION_COOKIE_AGE + 1
    session.save()
    assert not signed_in(client)


def test_v7_3_2_the_cookie_lasts_no_longer(person, sign_in, settings):
    """ASVS 5 V7.3.2."""
    person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    assert client.cookies["session"]["max-age"] in ("", 12 * 3600)
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    lasts = Session.objects.get(session_key=key(client)).expire_date - timezone.now()
    assert lasts.total_seconds() <= 12 * 3600


def test_v3_3_cookies_are_for_this_site_and_not_for_scripts(person, sign_in):
    """ASVS 5 V3.3.2 (SameSite), V3.3.4 (HttpOnly)."""
    person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    for name in ("session", "csrf"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_v3_5_1_a_form_from_elsewhere_changes_nothing(person):
    """ASVS 5 V3.5.1: no cross-site request forgery, at sign-in neither."""
    person("li@example.org", CLERK)
    client = Client(enforce_csrf_checks=True)
    assert client.post("/accounts/login/", {"login": "li@example.org", "password": PASSWORD}).status_code == 403
    client.force_login(User.objects.get())
    assert client.post("/people/account/", {"name": "Mallory", "language": "en"}).status_code == 403
    assert User.objects.get().name == ""


def test_v7_4_5_a_post_that_ends_signs_its_holder_out_everywhere(person, sign_in):
    """ASVS 5 V7.4.5: the administration ends posts, and with them the sessions of their holder."""
    user = person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    end(Post.objects.get(user=user), "left")
    assert not signed_in(client)
    assert sign_in("li@example.org").get("/people/account/").context["post"] is None


def test_v7_4_2_an_account_that_was_closed_signs_in_no_more(person, sign_in):
    """ASVS 5 V7.4.2."""
    user = person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    assert [post.organisation for post in end_access(user, "left")] == [ENTERPRISE]
    assert not signed_in(client)
    assert not signed_in(sign_in("li@example.org"))


def test_a_second_factor_that_was_lost_is_reset_with_all_sessions(person, sign_in):
    user = person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    reset_second_factor(user, "lost his telephone")
    assert not signed_in(client)
    assert entry(action="reset", noun="second factor").why == "lost his telephone"
