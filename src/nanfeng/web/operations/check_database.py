"""What may be wrong with the tables: not of this version, a wall that does not stand, a clock that differs."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text
from nanfeng.web.walls import OPEN, unwalled

_WHERE = "DATABASE_URL"

_APART = 5
"""Seconds by which the clocks of database and platform may differ."""


def database_issues() -> list[Issue]:
    """Everything that is wrong with the database behind the connection."""
    pending = list(_pending())
    return pending or [*_open_walls(), *_clocks()]


def _pending() -> Iterator[Issue]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield Issue(
            "database.migrations",
            _WHERE,
            str(plan[0][0]),
            Text(f"有 {len(plan)} 项数据表更新尚未执行", f"{len(plan)} changes of tables have not been made"),
            Text("请执行 nanfeng migrate", "Run: nanfeng migrate"),
        )


def _open_walls() -> Iterator[Issue]:
    for table in sorted(set(unwalled()) - set(OPEN)):
        yield Issue(
            "database.wall",
            _WHERE,
            table,
            Text(
                f"表 {table} 含单个单位的数据，但行级安全没有强制启用",
                f"The table {table} holds data of single organisations, and row-level security is not forced on it",
            ),
            Text(
                f"请执行 ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY，并查明是谁关闭的",
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; and find out who lifted it",
            ),
        )


def _clocks() -> Iterator[Issue]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp(), (SELECT max(entered) FROM audit_entry)")
        there, latest = cursor.fetchone() or (None, None)
    here = timezone.now()
    if there and abs((there - here).total_seconds()) > _APART:
        yield _clock("数据库与平台的时钟不一致", "The clocks of database and platform differ", there)
    if latest and (latest - here).total_seconds() > _APART:
        yield _clock("日志中最后一条的时间在将来", "The log's last entry lies in the future", latest)


def _clock(zh: str, en: str, told: datetime) -> Issue:
    return Issue(
        "clock",
        "clock",
        told.isoformat(),
        Text(zh, en),
        Text(
            "请让两台机器都与时间服务器同步（timedatectl）",
            "Keep both machines in step with a time server (timedatectl)",
        ),
        Severity.WARNING,
    )
