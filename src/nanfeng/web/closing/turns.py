"""One at a time: two closings would write the same files, and two builds would not protect each other's cells."""

from django.db import connection


def take_turn() -> None:
    """Wait until nobody else closes, builds or publishes; ours lasts until the end of this transaction.

    The lock lives and dies with the connection, so that the turn of a killed worker ends at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('closing', 0))")
