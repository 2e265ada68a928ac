"""The database's own wall: row-level security, forced for the owner of the tables too."""

from collections.abc import Mapping

from django.db import connection
from django.db.migrations.operations import RunSQL

OPEN: Mapping[str, str] = {
    "people_post": "who acts for whom: a scope is made of it, so it is read before there is one",
    "people_invitation": "an office that is offered: found by the secret of its link, by people without a scope",
    "organisations_organisation": "the directory's public facts: behind a wall the indexes of search would not serve",
    "closing_release": "what it shows has passed disclosure control; how it came about stands in its course",
}
"""The tables that name organisations, or lean on a table behind the wall, and stand behind none themselves: why."""

RULES = """
CREATE FUNCTION nanfeng_holds(organisation text, park text, purpose text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT organisation = ANY (string_to_array(current_setting('nanfeng.organisations', true), ','))
    OR (purpose = ANY (string_to_array(current_setting('nanfeng.purposes', true), ','))
        AND (current_setting('nanfeng.parks', true) = '*'
             OR park = ANY (string_to_array(current_setting('nanfeng.parks', true), ','))))
$$;
CREATE FUNCTION nanfeng_writes(organisation text, park text, purpose text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT current_setting('nanfeng.writes', true) = 'on' AND nanfeng_holds(organisation, park, purpose)
$$;
"""
"""Whether a row is within the present scope, and whether it may be written: the same rules as `Scope`."""

_FORCED = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR SELECT USING ({seen});
CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({added});
CREATE POLICY changed ON {table} FOR UPDATE USING ({changed});
CREATE POLICY removed ON {table} FOR DELETE USING ({changed});
"""

_UNDO = """
DROP POLICY seen ON {table}; DROP POLICY added ON {table}; DROP POLICY changed ON {table};
DROP POLICY removed ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

_ON = "current_setting('nanfeng.writes', true) = 'on'"
_PARTY = "parties && (SELECT string_to_array(current_setting('nanfeng.organisations', true), ','))"
_HOLDS_MANY = """
organisation = ANY ((SELECT string_to_array(current_setting('nanfeng.organisations', true), ','))::text[])
OR (purpose = ANY ((SELECT string_to_array(current_setting('nanfeng.purposes', true), ','))::text[])
    AND ((SELECT current_setting('nanfeng.parks', true)) = '*'
         OR park = ANY ((SELECT string_to_array(current_setting('nanfeng.parks', true), ','))::text[])))
"""
"""What `nanfeng_holds` says, for tables of which lists count very many rows: the settings are read once a statement."""

_HOLDS, _WRITES = "nanfeng_holds(organisation, park, purpose)", "nanfeng_writes(organisation, park, purpose)"

_LOG = """
current_setting('nanfeng.log', true) = 'on'
OR organisation = ANY (string_to_array(current_setting('nanfeng.organisations', true), ','))
OR (organisation <> '' AND 'statistics' = ANY (string_to_array(current_setting('nanfeng.purposes', true), ','))
    AND (current_setting('nanfeng.parks', true) = '*' OR EXISTS (
      SELECT FROM organisations_organisation AS registered WHERE registered.identifier = audit_entry.organisation
        AND registered.park = ANY (string_to_array(current_setting('nanfeng.parks', true), ',')))))
"""

_UNWALLED = """
WITH RECURSIVE named AS (
  SELECT attrelid AS id FROM pg_attribute WHERE attname IN ('organisation', 'identifier') AND NOT attisdropped
  UNION
  SELECT conrelid FROM pg_constraint JOIN named ON contype = 'f' AND confrelid = named.id
  WHERE confrelid::regclass::text <> ALL (%(open)s)
)
SELECT relname FROM pg_class JOIN named ON pg_class.oid = named.id
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT (
  relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = named.id))
ORDER BY relname
"""


def rules() -> RunSQL:
    """The migration step that makes the rules; once for the database."""
    undo = "DROP FUNCTION nanfeng_writes(text, text, text); DROP FUNCTION nanfeng_holds(text, text, text)"
    return RunSQL(RULES, undo)


def wall(table: str, *, public: bool = False) -> RunSQL:
    """The migration step that puts a table with columns organisation, park and purpose behind the rule. With `public`
    everybody reads its rows of the purpose public.
    """
    seen = f"purpose = 'public' OR {_HOLDS}" if public else _HOLDS
    return _forced(table, seen=seen, added=_WRITES, changed=_WRITES)


def wall_with_parties(table: str) -> RunSQL:
    """The same for a table whose column `parties` lists further organisations that see and write a row."""
    return _forced(
        table,
        seen=f"{_HOLDS_MANY} OR {_PARTY}",
        added=_WRITES,
        changed=f"{_WRITES} OR ({_ON} AND {_PARTY})",
    )


def wall_of_parts(table: str, whole: str, column: str) -> RunSQL:
    """The migration step after which a table's rows are seen by who sees the row of `whole` (a table behind the wall)
    that their `column` names, and written by who sees it and may write anything.
    """
    its = f"EXISTS (SELECT FROM {whole} AS its WHERE its.id = {column})"
    return _forced(table, seen=its, added=f"{_ON} AND {its}", changed=f"{_ON} AND {its}")


def wall_of_steps(table: str, course: str) -> RunSQL:
    """The migration step after which a table's rows are seen by who sees the row of `course` (a table behind the wall)
    that their `course_id` names, and added by who may write there. Its trigger refuses whoever changes one.
    """
    its = f"SELECT FROM {course} AS its WHERE its.id = course_id"
    writes = "nanfeng_writes(its.organisation, its.park, its.purpose)"
    return _forced(table, seen=f"EXISTS ({its})", added=f"EXISTS ({its} AND {writes})", changed="true")


def wall_of_log() -> RunSQL:
    """The migration step after which the log is read whole by who reads the log, and otherwise as far as it tells of
    one's own organisation, or of those of one's park where one works with their returns. Everybody adds to it, and
    its trigger refuses whoever changes an entry. It asks the register, so it comes with the register's tables.
    """
    return _forced("audit_entry", seen=_LOG, added="true", changed="true")


def _forced(table: str, **conditions: str) -> RunSQL:
    return RunSQL(_FORCED.format(table=table, **conditions), _UNDO.format(table=table))


def unwalled() -> list[str]:
    """The tables that name organisations, or lean on one that does, without a wall that is forced on their owner too;
    those of `OPEN` among them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNWALLED, {"open": list(OPEN)})
        return [str(name) for (name,) in cursor.fetchall()]


def append_only(table: str, *movable: str) -> RunSQL:
    """The migration step after which no row of the table can be deleted, or changed but in its `movable` columns."""
    moved = ", ".join(f"'{column}'" for column in movable)
    make = f"""
    CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY[{moved}]::text[] = to_jsonb(NEW) - ARRAY[{moved}]::text[] THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'rows of {table} are never changed or deleted';
    END $$;
    CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stays();
    """
    return RunSQL(make, f"DROP TRIGGER stays ON {table}; DROP FUNCTION {table}_stays()")
