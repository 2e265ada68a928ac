"""What every answer carries, whoever asks for which page (OWASP ASVS 5, chapters V3, V13, V14 and V16)."""

import pytest
from django.test import Client
from django.urls import path

from nanfeng.kinds.role import Role
from nanfeng.web.doors import allow_public
from nanfeng.web.people.matrix import Route, routes
from nanfeng.web.urls import urlpatterns

PACKAGES = ("/accounts/", "/admin/", "/i18n/")
SECRET = "a word that only the source knows"


def plain_pages() -> list[Route]:
    """Our pages without parameters."""
    return [each for each in routes() if "<" not in each.path and "(" not in each.path]


@pytest.fixture
def answers(db, zone, sign_in):
    """The first page of the public, a page of a role, a refusal, a missing page, a form from elsewhere."""
    clerk = sign_in(Client(), Role.ENTERPRISE_CLERK)
    return [
        Client().get("/"),
        Client().get("/accounts/login/"),
        clerk.get("/returns/"),
        clerk.get("/audit/"),
        clerk.get("/there-is-no-such-page/"),
        sign_in(Client(enforce_csrf_checks=True), Role.ENTERPRISE_CLERK).post("/records/"),
    ]


def test_v3_4_3_and_v3_4_6_only_our_own_files_load_and_nobody_frames_us(answers):
    """ASVS 5 V3.4.3 (content security policy with object-src and base-uri none), V3.4.6 (frame-ancestors)."""
    for answer in answers:
        policy = dict(each.strip().partition(" ")[::2] for each in answer["Content-Security-Policy"].split(";"))
        assert policy["script-src"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert "http" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        pytest.param("X-Content-Type-Options", "nosniff", id="V3.4.4"),
        pytest.param("Referrer-Policy", "same-origin", id="V3.4.5"),
        pytest.param("Cross-Origin-Opener-Policy", "same-origin", id="V3.4.8"),
        pytest.param("X-Frame-Options", "DENY", id="V3.4.6"),
    ],
)
def test_v3_4_headers_that_tell_browsers_what_not_to_do(answers, header, value):
    """ASVS 5 V3.4.4, V3.4.5, V3.4.8; the old header of V3.4.6 besides, for old browsers."""
    assert [answer.headers.get(header) for answer in answers] == [value] * len(answers)


def test_v3_4_1_and_v3_4_2_only_by_https_and_never_for_other_origins(db, settings):
    """ASVS 5 V3.4.1 (a year of strict transport, subdomains too), V3.4.2 (no cross-origin sharing)."""
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 3600, True
    answer = Client().get("/", secure=True, headers={"origin": "https://elsewhere.example"})
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Access-Control-Allow-Origin" not in answer.headers
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/")["Location"].startswith("https://")


def test_v4_1_1_every_answer_says_its_kind_and_letters(answers):
    """ASVS 5 V4.1.1."""
    assert [answer["Content-Type"] for answer in answers] == ["text/html; charset=utf-8"] * len(answers)


@pytest.mark.parametrize("role", [Role.ENTERPRISE_CLERK, Role.STATISTICIAN, Role.ADMINISTRATOR])
def test_v14_3_2_nobody_keeps_a_page_of_somebody_who_is_signed_in(zone, sign_in, role):
    """ASVS 5 V14.3.2: every page that opens to the role says so, whatever it shows."""
    client = sign_in(Client(raise_request_exception=False), role)
    kept = []
    for route in plain_pages():
        if route.rule.admits(role, signed_in=True) and not route.path.startswith("/accounts/logout"):
            answer = client.get(route.path)
            if "no-store" not in answer.headers.get("Cache-Control", ""):
                kept.append(route.path)
    assert kept == []


def test_v3_5_1_no_form_is_taken_without_its_token(db):
    """ASVS 5 V3.5.1: every address, generated; only the API, where a token comes with each call, is its own guard."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    taken = [each.path for each in plain_pages() if client.post(each.path).status_code != 403]
    assert [each for each in taken if not each.startswith("/api/")] == []


def test_v3_5_1_the_api_takes_no_write_of_a_session_without_the_token(zone, sign_in):
    """ASVS 5 V3.5.1 for calls of the API that come with a session's cookie."""
    client = sign_in(Client(enforce_csrf_checks=True, raise_request_exception=False), Role.STATISTICIAN)
    for route in plain_pages():
        if route.path.startswith("/api/") and route.rule.admits(Role.STATISTICIAN, signed_in=True):
            answer = client.post(route.path, "{}", content_type="application/json")
            assert answer.status_code in (401, 403, 405), (route.path, answer.status_code)


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_v3_7_2_nothing_leads_to_other_hosts(people, sign_in, elsewhere):
    """ASVS 5 V3.7.2: sign-in, language, taking up a post, moving many returns."""
    clerk = sign_in(Client(), Role.ENTERPRISE_CLERK)
    post = people[Role.ENTERPRISE_CLERK].posts.get().pk
    asked = [
        clerk.get("/accounts/login/", {"next": elsewhere}),
        clerk.post("/i18n/setlang/", {"language": "en", "next": elsewhere}),
        clerk.post("/people/posts/take-up/", {"post": post, "next": elsewhere}),
        sign_in(Client(), Role.PARK_OFFICER).post("/returns/review/move/", {"back": elsewhere}),
    ]
    for answer in asked:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/")
        assert "elsewhere" not in answer["Location"]


def test_v4_1_3_a_made_up_host_is_refused(db, settings):
    """No address in a page or mail is made from a host that is not ours."""
    settings.ALLOWED_HOSTS = ["nanfeng.example.org"]
    assert Client().get("/", headers={"host": "elsewhere.example"}).status_code == 400
    answer = Client().get("/", headers={"host": "nanfeng.example.org", "x-forwarded-host": "elsewhere.example"})
    assert "elsewhere" not in answer.content.decode()


def test_v13_4_4_no_trace(db):
    """ASVS 5 V13.4.4."""
    assert Client().trace("/records/").status_code in (302, 403, 405)
    assert b"TRACE" not in Client().trace("/").content


@allow_public
def broken(request: object) -> None:
    """A page with a fault, and a secret beside it."""
    raise RuntimeError(SECRET)


def test_v16_5_1_a_fault_tells_the_reader_nothing_of_us(db, settings):
    """ASVS 5 V16.5.1, V13.4.2: no trace, no setting, no path, no version."""
    settings.ROOT_URLCONF = (*urlpatterns, path("broken/", broken))
    answer = Client(raise_request_exception=False).get("/broken/")
    said = answer.content.decode() + str(answer.headers)
    assert answer.status_code == 500
    for word in (SECRET, "Traceback", "RuntimeError", "django", "/src/", settings.SECRET_KEY, "site-packages"):
        assert word.lower() not in said.lower().replace("djhtmx", "")
