"""The pages of jobs: mine, how far one is, what to do when it failed; nobody looks at another's."""

import pytest
from django.test import Client
from tests.web.jobs import work

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.jobs.services import start
from nanfeng.web.people.models import User
from nanfeng.web.people.scope import SYSTEM, acting, scope_of
from nanfeng.web.people.services import Office, grant

OWN, OTHER = "uscc:91440605MA4UTQ5T3K", "uscc:91440606MA4UTQ5T0X"


def signed_in(mail: str, organisation: str) -> Client:
    user = User.objects.create_user(mail)
    with acting(SYSTEM, Doer("test")):
        grant(user, Office(Role.ENTERPRISE_CLERK, organisation), "test")
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def li(db: None) -> Client:
    return signed_in("li@example.org", OWN)


@pytest.fixture
def job(li: Client) -> Job:
    post = User.objects.get(email="li@example.org").posts.get()
    with acting(scope_of(post), Doer("li@example.org", post.role, OWN)):
        return start("test_refusal", work.TITLE, {"how": "text"})


def test_a_page_without_jobs_says_what_comes_here(li):
    assert "还没有发起过任务" in li.get("/jobs/").content.decode()


def test_my_jobs_are_listed_and_shown(li, job):
    assert f"/jobs/{job.pk}/" in li.get("/jobs/").content.decode()
    assert "前面的任务完成后自动开始" in li.get(f"/jobs/{job.pk}/").content.decode()


def test_progress_is_asked_for_until_the_job_has_ended(li, job):
    assert "hx-get" in li.get(f"/jobs/{job.pk}/state/").content.decode()
    run(job.pk)
    ended = li.get(f"/jobs/{job.pk}/state/").content.decode()
    assert "hx-get" not in ended
    assert "没有数据" in ended


@pytest.mark.parametrize("page", ["", "state/"])
def test_the_job_of_another_organisation_is_not_there(job, page):
    wang = signed_in("wang@example.org", OTHER)
    assert wang.get(f"/jobs/{job.pk}/{page}").status_code == 404
    assert f"/jobs/{job.pk}/" not in wang.get("/jobs/").content.decode()


def test_the_public_is_sent_to_sign_in(job):
    assert Client().get("/jobs/").status_code == 302
