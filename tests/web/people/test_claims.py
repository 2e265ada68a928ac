"""Claims: evidence that is what it says, an officer of the right park, a post at the end, and access that ends."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.log import entries
from tests.web.people.cast import CLERK, ENTERPRISE, OFFICER, OFFICER_ELSEWHERE, OTHER

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.models import Claim, Office, Post, User
from nanfeng.web.people.scope import SYSTEM, acting, scope_of
from nanfeng.web.people.signals import claim_confirmed

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SAID = {
    "organisation": "91440605MA4UTQ5T3Y",
    "name": "南风陶瓷有限公司",
    "park": "park_nanhai",
    "industry": "C3074",
    "established": "2015-03-02",
}


def document(content: bytes = PDF, name: str = "licence.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def send(client: Client, **more: object) -> object:
    return client.post("/people/claims/new/", {**SAID, **more})


def claims() -> list[Claim]:
    with acting(SYSTEM, Doer()):
        return list(Claim.objects.all())


@pytest.fixture
def newcomer(person, sign_in) -> Client:
    person("new@example.org")
    return sign_in("new@example.org")


@pytest.fixture
def officer(person, sign_in) -> Client:
    person("zhao@example.org", OFFICER)
    return sign_in("zhao@example.org")


@pytest.fixture
def pending(newcomer) -> Claim:
    send(newcomer, document=document())
    return claims()[0]


def test_a_claim_is_confirmed_and_gives_the_post(pending, officer, newcomer):
    heard = []
    claim_confirmed.connect(lambda claim, **_: heard.append(claim.organisation), weak=False, dispatch_uid="test")
    page = officer.get(f"/people/claims/{pending.pk}/").content.decode()
    assert "南风陶瓷有限公司" in page
    officer.post(f"/people/claims/{pending.pk}/confirm/")
    claim_confirmed.disconnect(dispatch_uid="test")
    assert heard == [ENTERPRISE]
    assert newcomer.get("/people/account/").context["post"].organisation == ENTERPRISE
    noted = [each for each in entries(organisation=ENTERPRISE) if each.action != "write"]
    assert [(each.action, each.noun) for each in noted] == [
        ("claim", "organisation"), ("look", "claim"), ("confirmed", "organisation"), ("grant", "post"),
    ]  # fmt: skip


def test_what_the_register_refuses_is_not_confirmed(pending, officer):
    def refuse(**_: object) -> None:
        raise ValueError("the register says no")

    claim_confirmed.connect(refuse, weak=False, dispatch_uid="test")
    officer.raise_request_exception = False
    assert officer.post(f"/people/claims/{pending.pk}/confirm/").status_code == 500
    claim_confirmed.disconnect(dispatch_uid="test")
    assert claims()[0].state == "pending"
    assert not Post.objects.filter(organisation=ENTERPRISE).exists()


def test_a_rejection_says_why(pending, officer, newcomer):
    officer.post(f"/people/claims/{pending.pk}/reject/", {"reason": " "})
    assert claims()[0].state == "pending"
    officer.post(f"/people/claims/{pending.pk}/reject/", {"reason": "执照已过期"})
    assert "执照已过期" in newcomer.get("/people/account/").content.decode()
    assert not Post.objects.filter(organisation=ENTERPRISE).exists()


def test_it_is_decided_once(pending, officer):
    officer.post(f"/people/claims/{pending.pk}/confirm/")
    assert officer.post(f"/people/claims/{pending.pk}/reject/", {"reason": "no"}).status_code == 404


def test_officers_of_other_parks_see_nothing_of_it(pending, person, sign_in):
    user = person("qian@example.org", OFFICER_ELSEWHERE)
    elsewhere = sign_in("qian@example.org")
    assert "南风陶瓷" not in elsewhere.get("/people/claims/").content.decode()
    for page in ("", "evidence/"):
        assert elsewhere.get(f"/people/claims/{pending.pk}/{page}").status_code == 404
    assert elsewhere.post(f"/people/claims/{pending.pk}/confirm/").status_code == 404
    with acting(scope_of(Post.objects.get(user=user)), Doer()):
        assert not Claim.objects.exists()  # the wall holds where a query forgets to filter


def test_nobody_confirms_his_own_claim(person, sign_in):
    person("zhao@example.org", OFFICER)
    client = sign_in("zhao@example.org")
    send(client, words="我是该公司员工")
    client.post(f"/people/claims/{claims()[0].pk}/confirm/")
    assert claims()[0].state == "pending"


def test_the_register_says_the_park_where_it_knows_the_organisation(newcomer):
    send(newcomer, park="park_shunde", document=document())
    assert claims()[0].park == "park_nanhai"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"organisation": "91440605MA4UTQ5T3X"}, "organisation"),
        ({"organisation": "南风"}, "organisation"),
        ({"industry": "Z9999"}, "industry"),
        ({"park": "park_of_others"}, "park"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(newcomer, more, field):
    assert field in send(newcomer, words="x", **more).context["form"].errors
    assert claims() == []


def test_without_evidence_there_is_no_claim(newcomer):
    assert send(newcomer).context["form"].non_field_errors()


@pytest.mark.parametrize(
    "content",
    [b"<html><script>alert(1)</script>%PDF-1.7 %%EOF", b"MZ\x90\x00", b"%PDF-1.7 without an end", b"\xff\xd8\xff cut"],
)
def test_v5_2_2_a_document_is_known_by_its_content(newcomer, content):
    """ASVS 5 V5.2.2: neither name nor declared type of an uploaded file is believed."""
    assert send(newcomer, document=document(content)).context["form"].non_field_errors()
    assert claims() == []


def test_v5_2_1_a_document_has_a_size(newcomer):
    """ASVS 5 V5.2.1."""
    large = PDF + b" " * (10 * 2**20) + b"%%EOF"
    assert send(newcomer, document=document(large)).context["form"].non_field_errors()


def test_v5_3_2_and_v5_4_1_a_document_is_kept_by_its_hash_and_only_saved(newcomer, officer):
    """ASVS 5 V5.3.2 (no path from outside), V5.4.1 (a name of ours), V3.2.1 (never rendered as a page of ours)."""
    send(newcomer, document=document(name="../../../etc/cron.d/x.pdf"))
    found = claims()[0]
    answer = officer.get(f"/people/claims/{found.pk}/evidence/")
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"] == f'attachment; filename="claim-{found.pk}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_clerk_ends_a_colleagues_access_at_once(person, sign_in):
    person("li@example.org", CLERK)
    person("wang@example.org", CLERK)
    li, wang = sign_in("li@example.org"), sign_in("wang@example.org")
    post = Post.objects.get(user__email="wang@example.org")
    assert "wang@example.org" in li.get("/people/posts/colleagues/").content.decode()
    li.post(f"/people/posts/{post.pk}/end/")
    assert wang.get("/people/account/").status_code == 302
    assert sign_in("wang@example.org").get("/people/account/").context["post"] is None


def test_a_clerk_ends_nobody_elses_access(person, sign_in):
    person("li@example.org", CLERK)
    person("sun@example.org", Office(Role.ENTERPRISE_CLERK, OTHER))
    post = Post.objects.get(user__email="sun@example.org")
    assert sign_in("li@example.org").post(f"/people/posts/{post.pk}/end/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_claims(officer, person):
    officer.get("/people/claims/")
    counts = []
    for more in (1, 20):
        for number in range(more):
            _wait(person(f"c{more}-{number}@example.org"))
        with CaptureQueriesContext(connection) as queries:
            officer.get("/people/claims/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def _wait(user: User) -> None:
    with acting(SYSTEM, Doer()):
        said = {"organisation": ENTERPRISE, "park": "park_nanhai", "name": "x", "made": timezone.now()}
        Claim.objects.create(user=user, **said)
