"""The statements by which the platform gets what a page shows, taken down and run without the page."""

import re
import time

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

_SCOPE, _CONTENT = "SELECT set_config", re.compile(r'FROM "(programmes|records|closing)_')


def taken_down(address: str, cookie: str) -> list[str]:
    """The statements by which the platform's page sets its scope and gets its content, in their order."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie.partition("=")[2]
    client.get(address)  # what is kept in memory is read
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    said = [str(query["sql"]) for query in captured.captured_queries]
    return [sql for sql in said if sql.startswith(_SCOPE) or _CONTENT.search(sql)]


def alone(statements: list[str]) -> float:
    """How many seconds the statements take, one after another in one transaction."""
    begin = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()
    return time.perf_counter() - begin
