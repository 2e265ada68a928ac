"""The database's own wall: row-level security, forced for the owner of the tables too."""

from django.db.migrations.operations import RunSQL

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

_WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR SELECT USING (purpose = 'public' OR nanfeng_holds(organisation, park, purpose));
CREATE POLICY added ON {table} FOR INSERT WITH CHECK (nanfeng_writes(organisation, park, purpose));
CREATE POLICY changed ON {table} FOR UPDATE USING (nanfeng_writes(organisation, park, purpose));
CREATE POLICY removed ON {table} FOR DELETE USING (nanfeng_writes(organisation, park, purpose));
"""

_UNDO = """
DROP POLICY seen ON {table}; DROP POLICY added ON {table}; DROP POLICY changed ON {table};
DROP POLICY removed ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


def rules() -> RunSQL:
    """The migration step that makes the rules; once for the database."""
    undo = "DROP FUNCTION nanfeng_writes(text, text, text); DROP FUNCTION nanfeng_holds(text, text, text)"
    return RunSQL(RULES, undo)


def wall(table: str) -> RunSQL:
    """The migration step that puts a table with columns organisation, park and purpose behind the rule."""
    return RunSQL(_WALL.format(table=table), _UNDO.format(table=table))


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
