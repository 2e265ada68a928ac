"""The database driver under Django's cursor, for what Django does not pass through: COPY."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import cast

from django.db.backends.utils import CursorWrapper
from psycopg import Copy, Cursor


def copying(cursor: CursorWrapper, query: str, values: Sequence[object] = ()) -> AbstractContextManager[Copy]:
    """Run a COPY; values stand for `%s` in it."""
    return cast("Cursor", cursor.cursor).copy(query.encode(), values or None)
