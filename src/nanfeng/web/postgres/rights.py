"""What is wrong with the database, or with the rights of the role, that a DATABASE_URL names."""

from collections.abc import Iterator
from typing import LiteralString

import psycopg
from psycopg.rows import DictRow, dict_row

from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text

OLDEST = 15
"""PostgreSQL's first version in which not everybody may create tables in the schema `public`."""

_SECONDS = 10

_FACTS: LiteralString = """
SELECT current_user AS role,
       current_database() AS database,
       current_setting('server_version_num')::int / 10000 AS version,
       current_setting('server_encoding') AS encoding,
       mine.rolsuper AS superuser,
       mine.rolcreatedb AS creates_databases,
       has_database_privilege(current_database(), 'CREATE') AS creates_schemas,
       coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false) AS creates_tables,
       ARRAY(SELECT rolname::text FROM pg_roles
             WHERE (rolsuper OR rolbypassrls) AND NOT mine.rolsuper AND pg_has_role(oid, 'MEMBER')
             ORDER BY rolname) AS passing
FROM pg_roles AS mine WHERE mine.rolname = current_user
"""
"""`passing` are the roles, its own among them, with which the role passes row security."""


def check_rights(url: str) -> list[Issue]:
    """Connect and say what is wrong; nothing is changed. Warnings concern only the tests of the platform.

    A database that cannot be reached is one issue, not an exception. The password never shows.
    """
    try:
        with psycopg.connect(url, connect_timeout=_SECONDS) as connection:
            facts = connection.cursor(row_factory=dict_row).execute(_FACTS).fetchone()
    except psycopg.OperationalError as error:
        return [_unreachable(str(error).strip())]
    except psycopg.ProgrammingError:
        return [_unreadable()]
    return list(_judged(facts)) if facts else []


def _judged(facts: DictRow) -> Iterator[Issue]:
    if facts["version"] < OLDEST:
        yield _too_old(facts)
    if facts["encoding"] != "UTF8":
        yield _not_unicode(facts)
    if facts["superuser"]:
        yield _superuser(facts)
    if facts["passing"]:
        yield _passes_row_security(facts)
    if not (facts["creates_schemas"] and facts["creates_tables"]):
        yield _cannot_create(facts)
    if not facts["creates_databases"]:
        yield _cannot_create_databases(facts)


def _unreachable(said: str) -> Issue:
    return Issue(
        "database.unreachable",
        "DATABASE_URL",
        "",
        Text(f"无法连接数据库：{said}", f"The database cannot be reached: {said}"),
        Text(
            "请检查地址、端口、用户名和密码，并确认数据库正在运行",
            "Check the host, port, user and password, and that the database runs",
        ),
    )


def _unreadable() -> Issue:
    return Issue(
        "database.url",
        "DATABASE_URL",
        "",
        Text("数据库地址无法识别", "The address of the database cannot be read"),
        Text(
            "请写成 postgresql://用户:密码@主机:5432/数据库，密码中的特殊字符须作百分号编码",
            "Write postgresql://user:password@host:5432/database, with special characters of the password "
            "percent-encoded",
        ),
    )


def _too_old(facts: DictRow) -> Issue:
    return _issue(
        "database.version",
        facts,
        Text(f"PostgreSQL 版本为 {facts['version']}，过旧", f"PostgreSQL {facts['version']} is too old"),
        Text(f"请升级到 {OLDEST} 或更高版本", f"Upgrade it to {OLDEST} or later"),
    )


def _not_unicode(facts: DictRow) -> Issue:
    return _issue(
        "database.encoding",
        facts,
        Text(
            f"数据库编码为 {facts['encoding']}，不是 UTF8",
            f"The database's encoding is {facts['encoding']}, not UTF8",
        ),
        Text(
            "请新建数据库：CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
            "Create another database: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        ),
    )


def _superuser(facts: DictRow) -> Issue:
    return _issue(
        "database.superuser",
        facts,
        Text(
            f"角色 {facts['role']} 是超级用户，行级安全对它不起作用",
            f"The role {facts['role']} is a superuser, for whom row security does not count",
        ),
        Text(
            f"请另用普通角色，或执行 ALTER ROLE {facts['role']} NOSUPERUSER NOBYPASSRLS",
            f"Use an ordinary role, or ALTER ROLE {facts['role']} NOSUPERUSER NOBYPASSRLS",
        ),
    )


def _passes_row_security(facts: DictRow) -> Issue:
    names = ", ".join(facts["passing"])
    return _issue(
        "database.bypassrls",
        facts,
        Text(
            f"角色 {facts['role']} 可凭以下角色绕过行级安全：{names}",
            f"The role {facts['role']} passes row security by these roles: {names}",
        ),
        Text(
            f"本角色：ALTER ROLE {facts['role']} NOBYPASSRLS；其他角色：REVOKE … FROM {facts['role']}",
            f"For the role itself: ALTER ROLE {facts['role']} NOBYPASSRLS; for others: REVOKE … FROM {facts['role']}",
        ),
    )


def _cannot_create(facts: DictRow) -> Issue:
    return _issue(
        "database.create",
        facts,
        Text(
            f"角色 {facts['role']} 不能在数据库 {facts['database']} 及其 public 模式中建表",
            f"The role {facts['role']} may not create in the database {facts['database']} and its schema public",
        ),
        Text(
            f"请执行 ALTER DATABASE {facts['database']} OWNER TO {facts['role']}，并确认 public 模式存在",
            f"ALTER DATABASE {facts['database']} OWNER TO {facts['role']}, and see that the schema public exists",
        ),
    )


def _cannot_create_databases(facts: DictRow) -> Issue:
    return _issue(
        "database.createdb",
        facts,
        Text(
            f"角色 {facts['role']} 不能新建数据库；仅运行测试时需要",
            f"The role {facts['role']} may not create databases, which only the tests need",
        ),
        Text(
            f"如需运行测试：ALTER ROLE {facts['role']} CREATEDB",
            f"To run the tests: ALTER ROLE {facts['role']} CREATEDB",
        ),
        Severity.WARNING,
    )


def _issue(code: str, facts: DictRow, wrong: Text, mend: Text, severity: Severity = Severity.ERROR) -> Issue:
    return Issue(code, "DATABASE_URL", facts["database"], wrong, mend, severity)
