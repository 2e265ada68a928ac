"""What may be wrong with the running platform: worker, mail, safety of its settings, the log, the vintages."""

import smtplib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.mail import get_connection
from django.db import connection

from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text
from nanfeng.ledger.receipt import RECEIPT, digest_outside, receipts, vintage_folder
from nanfeng.ledger.storage import sha256_of
from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.verify import head
from nanfeng.web.mails.queries import troubled
from nanfeng.web.operations.check_database import database_issues
from nanfeng.web.people.scope import SYSTEM, seeing

_WORKERS = """
SELECT (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'),
       (SELECT count(*) FROM procrastinate_jobs AS job WHERE status = 'todo' AND
          (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id) < now() - interval '10 minutes')
"""
"""How many workers gave a sign of life of late, and how many jobs have waited for too long to be begun."""


def platform_issues() -> list[Issue]:
    """Everything that is wrong with the database and, where its tables are in order, with the platform on it."""
    with seeing(SYSTEM):
        return _platform_issues()


def _platform_issues() -> list[Issue]:
    found = database_issues()
    if any(issue.code == "database.migrations" for issue in found):
        return found
    return [*found, *_worker(), *_mail(), *_safety(), *_log(), *_vintages(settings.ENVIRONMENT.home)]


def _worker() -> Iterator[Issue]:
    with connection.cursor() as cursor:
        cursor.execute(_WORKERS)
        alive, waiting = cursor.fetchone() or (0, 0)
    if alive and not waiting:
        return
    yield Issue(
        "worker",
        "nanfeng worker",
        "",
        Text(
            f"在运行的后台进程：{alive}；等待超过十分钟的任务：{waiting}",
            f"Workers alive: {alive}; jobs that have waited for more than ten minutes: {waiting}",
        ),
        Text("请执行 nanfeng serve，或另行启动 nanfeng worker", "Run nanfeng serve, or nanfeng worker beside it"),
        Severity.ERROR if waiting else Severity.WARNING,
    )


_TROUBLED = {
    "waiting": lambda count: Text(
        f"{count} 封邮件等待超过半小时仍未发出", f"{count} mails have waited for more than half an hour"
    ),
    "sending": lambda count: Text(
        f"{count} 封邮件在发送途中中断，不知是否已发出，不会自动重发",
        f"{count} mails were broken off while they were sent: nobody knows whether they went; they are not repeated",
    ),
    "failed": lambda count: Text(f"{count} 封邮件被拒收，已放弃", f"{count} mails were refused and given up"),
}
"""What is said of mails by the state in which they are stuck."""


def _mail() -> Iterator[Issue]:
    for state, count in troubled().items():
        yield _mail_issue(_TROUBLED[state](count), Severity.WARNING)
    if not settings.ENVIRONMENT.email_url:
        if not settings.ENVIRONMENT.demo:
            yield _mail_issue(
                Text("没有设置发信服务器，邮件只写到控制台", "No mail server is set: mail goes to the console"),
                Severity.WARNING,
            )
        return
    try:
        with get_connection(settings.MAIL_DELIVERY, timeout=10):
            return
    except (OSError, smtplib.SMTPException) as error:
        yield _mail_issue(
            Text(f"连不上发信服务器：{error}", f"The mail server cannot be reached: {error}"), Severity.ERROR
        )


def _mail_issue(wrong: Text, severity: Severity) -> Issue:
    mend = Text(
        "请检查 NANFENG_EMAIL_URL，如 smtp://用户:密码@主机:587",
        "See NANFENG_EMAIL_URL, as smtp://user:password@host:587",
    )
    return Issue("mail", "NANFENG_EMAIL_URL", "", wrong, mend, severity)


def _safety() -> Iterator[Issue]:
    if not settings.ENVIRONMENT.https:
        outside = [host for host in settings.ALLOWED_HOSTS if host not in {"localhost", "127.0.0.1", "[::1]"}]
        if outside:
            yield _plain_http(", ".join(outside))
        return
    for said in checks.run_checks(include_deployment_checks=True):
        if said.level >= checks.WARNING:
            text = Text(f"Django 检查：{said.msg}", f"Django's check: {said.msg}")
            mend = Text(said.hint or said.msg, said.hint or said.msg)
            yield Issue(f"django.{said.id}", "settings", str(said.obj or ""), text, mend, Severity.WARNING)


def _plain_http(hosts: str) -> Issue:
    return Issue(
        "https",
        "NANFENG_HTTPS",
        hosts,
        Text("平台对外提供服务，但没有使用 https", "The platform serves others than this machine, without https"),
        Text(
            "请在前面设置 TLS 代理（docs/production.md），并去掉 NANFENG_HTTPS=no",
            "Put a proxy with TLS in front (docs/production.md), and remove NANFENG_HTTPS=no",
        ),
    )


def _log() -> Iterator[Issue]:
    position, digest = head()
    last = Entry.objects.order_by("-position").values_list("position", "digest").first()
    if (last or (0, digest)) != (position, digest):
        yield Issue(
            "audit.head",
            "audit",
            str(position),
            Text("日志的末条与记下的不符", "The log does not end where it was noted to end"),
            Text("请执行 nanfeng audit verify", "Run: nanfeng audit verify"),
        )


def _vintages(home: Path) -> Iterator[Issue]:
    """Quickly: the receipts and the files there are, not what stands in them."""
    try:
        found = receipts(home)
        wrong = [receipt.id for receipt in found if not _whole(home, receipt.id, tuple(receipt.forms))]
    except (ValueError, KeyError, TypeError) as error:
        yield _vintage("", str(error))
        return
    for vintage in wrong:
        yield _vintage(vintage, vintage[:12])


def _whole(home: Path, vintage: str, forms: tuple[str, ...]) -> bool:
    folder = vintage_folder(home, vintage)
    there = all((folder / f"{form}.parquet").is_file() for form in forms)
    return there and sha256_of(folder / RECEIPT) == digest_outside(home, vintage)


def _vintage(vintage: str, said: str) -> Issue:
    return Issue(
        "vintage",
        "vintages",
        vintage,
        Text(f"封存数据有改动：{said}", f"A vintage was changed: {said}"),
        Text(f"请执行 nanfeng verify {vintage}，并从备份恢复", f"Run nanfeng verify {vintage}, and restore a backup"),
    )
