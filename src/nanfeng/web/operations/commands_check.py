"""The command that says what is wrong with this installation."""

import json
import os
from collections.abc import Iterator

import typer

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, out, show_issues
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text
from nanfeng.web.operations.begin import database, has_database, prepared, reach
from nanfeng.web.operations.check_machine import machine_issues
from nanfeng.web.postgres import check_rights

_NOTHING_MORE = {"pack.missing", "home.writable"}
"""Where one of these is wrong, the platform cannot be asked."""


def check_command(context: typer.Context, as_json: AsJson = False) -> None:
    """Say everything that is wrong with this installation, and how to mend it. Nothing is changed."""
    issues = list(_issues(context.obj))
    if as_json:
        plain = [
            {
                "code": i.code,
                "severity": i.severity,
                "where": i.where,
                "at": i.at,
                "wrong": vars(i.wrong),
                "mend": vars(i.mend),
            }
            for i in issues
        ]
        out.print_json(json.dumps(plain, ensure_ascii=False))
    else:
        show_issues(issues)
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise typer.Exit(1)
    if not as_json:
        out.print("[green]nothing is wrong that keeps it from running[/] 没有妨碍运行的问题", highlight=False)


def _issues(settings: Settings) -> Iterator[Issue]:
    found = machine_issues(settings)
    yield from found
    if any(issue.code in _NOTHING_MORE for issue in found):
        return
    if not ("DATABASE_URL" in os.environ or has_database(settings.home)):
        yield _nothing_yet(settings)
        return
    try:
        with database(settings.home):
            yield from _of_database(settings)
    except ValueError as error:
        yield _no_database(str(error))


def _of_database(settings: Settings) -> Iterator[Issue]:
    rights = [issue for issue in check_rights(os.environ["DATABASE_URL"]) if issue.code != "database.createdb"]
    yield from rights
    if any(issue.code in {"database.unreachable", "database.url"} for issue in rights):
        return
    with prepared(settings):
        yield from reach("operations.check_platform.platform_issues")()


def _nothing_yet(settings: Settings) -> Issue:
    return Issue(
        "home.empty",
        str(settings.home),
        "",
        Text("这里还没有安装平台的数据", "Nothing was ever run in this home"),
        Text(
            "请先执行 nanfeng serve，或用 --home 指明文件夹", "Run nanfeng serve first, or name the folder with --home"
        ),
    )


def _no_database(said: str) -> Issue:
    return Issue(
        "database.own",
        "DATABASE_URL",
        "",
        Text(f"自带数据库无法启动：{said}", f"The platform's own database cannot be started: {said}"),
        Text(
            "请按上面所说处理，或用 DATABASE_URL 指明另一数据库",
            "Mend what it says, or name another database in DATABASE_URL",
        ),
    )
