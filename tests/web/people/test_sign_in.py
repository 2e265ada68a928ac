"""Signing in and out: throttled, renewed, noted, and the same words for every failure."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.log import entries
from tests.web.people.cast import CLERK, OFFICER, PASSWORD

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Office, User

LOGIN = "/accounts/login/"


def signed_in(client: Client) -> bool:
    return client.get("/people/account/").status_code == 200


def noted() -> list[tuple[str, str, str]]:
    return [(each.action, each.noun, each.what) for each in entries()]


def fail(client: Client, email: str, times: int, **headers: str) -> int:
    """The status of the last of so many failed attempts."""
    for _ in range(times):
        answer = client.post(LOGIN, {"login": email, "password": "not the right one"}, **headers)
    return answer.status_code


def test_v16_3_1_sign_in_and_out_are_in_the_log(person, sign_in):
    """ASVS 5 V16.3.1."""
    person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)
    assert ("sign in", "session", "li@example.org") in noted()
    assert ("sign out", "session", "li@example.org") in noted()


def test_v16_3_1_a_failed_sign_in_is_in_the_log_but_not_what_is_no_address(person, sign_in):
    """ASVS 5 V16.3.1, V16.2.5: people type passwords into the wrong field."""
    person("li@example.org")
    sign_in("li@example.org", "wrong wrong wrong")
    sign_in("my secret typed in the wrong field", "x")
    failures = [what for action, _, what in noted() if action == "fail"]
    assert failures[0] == "li@example.org"
    assert "secret" not in "".join(failures)


def test_v6_3_1_five_failures_close_the_door_for_a_quarter_of_an_hour(person, sign_in):
    """ASVS 5 V6.3.1: brute force and credential stuffing are slowed down."""
    person("li@example.org", CLERK)
    client = Client()
    assert fail(client, "li@example.org", 5) == 429
    assert not signed_in(sign_in("li@example.org", client=client))
    assert ("lock", "session", "li@example.org") in noted()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert signed_in(sign_in("li@example.org", client=client))


def test_v6_3_1_the_lock_is_for_one_name_from_one_address(person, sign_in):
    """ASVS 5 V6.3.1: nobody can lock others out."""
    person("li@example.org", CLERK)
    person("wang@example.org", CLERK)
    fail(Client(REMOTE_ADDR="192.0.2.1"), "li@example.org", 5)
    assert signed_in(sign_in("wang@example.org", client=Client(REMOTE_ADDR="192.0.2.1")))
    assert signed_in(sign_in("li@example.org", client=Client(REMOTE_ADDR="192.0.2.2")))


def test_v6_3_1_a_made_up_forwarding_header_does_not_open_it_again(person):
    """ASVS 5 V6.3.1, V4.1.3: a header that the client can write is not believed."""
    person("li@example.org")
    client = Client(REMOTE_ADDR="192.0.2.1")
    fail(client, "li@example.org", 5)
    assert fail(client, "li@example.org", 1, HTTP_X_FORWARDED_FOR="198.51.100.7") == 429


def test_v4_1_3_behind_one_proxy_its_part_of_the_header_counts(person, settings):
    """ASVS 5 V4.1.3: behind the proxy the address is what the proxy wrote, not what stood there before."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    person("li@example.org")
    proxy = Client(REMOTE_ADDR="127.0.0.1")
    for attempt in range(5):
        status = fail(proxy, "li@example.org", 1, HTTP_X_FORWARDED_FOR=f"10.0.0.{attempt}, 198.51.100.7")
    assert status == 429
    assert fail(proxy, "li@example.org", 1, HTTP_X_FORWARDED_FOR="198.51.100.7, 198.51.100.8") == 200


def test_v6_3_8_an_unknown_address_gets_the_same_answer(person):
    """ASVS 5 V6.3.8: accounts cannot be told from the answers."""
    person("li@example.org")
    pages = [
        Client().post(LOGIN, {"login": name, "password": "wrong"}) for name in ("li@example.org", "no@example.org")
    ]
    changing = r"[A-Za-z0-9]{64}|(li|no)@example.org"
    plain = [re.sub(changing, "", page.content.decode()) for page in pages]
    assert plain[0] == plain[1]


def test_v6_3_8_asking_for_a_new_password_says_nothing_of_accounts(person):
    """ASVS 5 V6.3.8."""
    person("li@example.org")
    answers = [Client().post("/accounts/password/reset/", {"email": f"{who}@example.org"}) for who in ("li", "no")]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, "/accounts/password/reset/done/")] * 2


WEAK = (
    *("short pass", "123456789012", "password1234", "li@example.org"),
    *("nanfeng2026!!", "Foshan-Nanfeng-2026", "Nanhai-Park-2026", "iloveyouprincess", "南风南风2026010203"),
)


@pytest.mark.parametrize("weak", WEAK)
def test_v6_2_1_v6_2_4_and_v6_2_11_short_common_and_own_words_are_no_passwords(db, weak):
    """ASVS 5 V6.2.1 (length), V6.2.4 (common ones), V6.2.11 (words of this platform and place, of V6.1.2)."""
    said = {"email": "li@example.org", "password1": weak, "password2": weak}
    assert Client().post("/accounts/signup/", said).status_code == 200
    assert "sign up" not in [action for action, _, _ in noted()]


@pytest.mark.parametrize(
    "good", ["correct horse battery", "nanfeng kiln burns on", "南风窑火五百年不熄照四方", "x1 " * 40]
)
def test_v6_2_5_any_characters_and_long_ones_are_passwords(db, good):
    """ASVS 5 V6.2.5 (no rules of composition), V6.2.9 (64 characters and more), V6.2.8 (nothing is cut off)."""
    good = good.strip()
    said = {"email": "new@example.org", "password1": good, "password2": good}
    assert Client().post("/accounts/signup/", said).status_code == 302


def test_v6_2_3_a_new_password_asks_for_the_old_one(person, sign_in):
    """ASVS 5 V6.2.2, V6.2.3."""
    user, new = person("li@example.org", CLERK), "another long pass phrase"
    client = sign_in("li@example.org")
    for old, changed in (("not the old one", False), (PASSWORD, True)):
        client.post("/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": new})
        user.refresh_from_db()
        assert user.check_password(new) is changed


@pytest.mark.parametrize("page", [LOGIN, "/accounts/signup/"])
def test_v6_2_6_and_v6_2_7_a_password_is_hidden_and_can_come_from_a_manager(db, page):
    """ASVS 5 V6.2.6 (type=password), V6.2.7 (paste and password managers)."""
    fields = re.findall(r"<input[^>]*password[^>]*>", Client().get(page).content.decode())
    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "onpaste" not in field


def test_v6_3_2_a_new_installation_has_no_accounts(db):
    """ASVS 5 V6.3.2: none that everybody knows; the first administrator is made by whoever installs."""
    assert not User.objects.exists()


def test_v6_4_3_a_new_password_by_mail_does_not_pass_by_the_second_factor(person, sign_in):
    """ASVS 5 V6.4.3."""
    user = person("zhao@example.org", OFFICER)
    TOTP.activate(user, generate_totp_secret())
    client, new = Client(), "another long pass phrase"
    client.post("/accounts/password/reset/", {"email": "zhao@example.org"})
    link = re.search(r"(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)
    answer = client.get(link[1] if link else "", follow=True)
    client.post(answer.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert not signed_in(client)
    assert not signed_in(sign_in("zhao@example.org", new, client))
    user.refresh_from_db()
    assert user.check_password(new)


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_v6_3_3_staff_see_nothing_without_a_second_factor(person, sign_in, settings):
    """ASVS 5 V6.3.3: a second factor is asked of everybody who sees the data of others."""
    settings.SECOND_FACTOR_FOR_STAFF = True
    person("zhao@example.org", OFFICER)
    person("li@example.org", CLERK)
    answer = sign_in("zhao@example.org").get("/people/claims/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/2fa/totp/activate/")
    assert signed_in(sign_in("li@example.org"))


def test_v6_3_3_the_second_factor_is_asked_at_sign_in(person, sign_in):
    """ASVS 5 V6.3.3, V6.5.1: a code of the second factor works once; so does a recovery code."""
    user = person("zhao@example.org", OFFICER)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    client = sign_in("zhao@example.org")
    assert not signed_in(client)
    code = totp_code(secret)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert signed_in(client)
    for again, expected in ((code, False), (recovery, True), (recovery, False)):
        client = sign_in("zhao@example.org")
        client.post("/accounts/2fa/authenticate/", {"code": again})
        assert signed_in(client) is expected
    assert Authenticator.objects.filter(user=user).count() == 2


def test_administrators_are_staff(person, sign_in, settings):
    settings.SECOND_FACTOR_FOR_STAFF = True
    person("chen@example.org", Office(Role.ADMINISTRATOR))
    assert sign_in("chen@example.org").get("/admin/").headers["Location"] == "/accounts/2fa/totp/activate/"


def test_a_page_asked_for_before_signing_in_is_gone_to_afterwards(person):
    person("li@example.org", CLERK)
    asked = Client().get("/people/account/")
    assert asked.headers["Location"] == "/accounts/login/?next=/people/account/"
    answer = Client().post(asked.headers["Location"], {"login": "li@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/people/account/"
