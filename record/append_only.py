"""Triggers that make the database refuse to change or delete the rows of a table.

SQLite loses them when a migration rebuilds the table, so they are created again after every migration.
"""

from dataclasses import dataclass

from django.db import connections

EVENTS = ("UPDATE", "DELETE")


@dataclass(frozen=True)
class Guard:
    """What one table refuses: its message, and the condition (SQL on OLD) under which a row is guarded."""

    table: str
    words: str
    condition: str = "TRUE"

    def drop_statements(self, vendor: str = "sqlite") -> list[str]:
        """Return the SQL that drops the table's triggers, for tests, which empty tables and forge rows."""
        if vendor == "postgresql":
            return [f"DROP TRIGGER IF EXISTS {self.table}_append_only ON {self.table}"]
        return [f"DROP TRIGGER IF EXISTS {self._name(event)}" for event in EVENTS]

    def sqlite_statements(self) -> list[str]:
        return [
            f"CREATE TRIGGER IF NOT EXISTS {self._name(event)} BEFORE {event} ON {self.table} "
            f"WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.words}'); END"
            for event in EVENTS
        ]

    def postgresql_statements(self) -> list[str]:
        return [
            f"CREATE OR REPLACE FUNCTION {self.table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.words}' USING ERRCODE = 'insufficient_privilege'; END $$",
            f"CREATE OR REPLACE TRIGGER {self.table}_append_only BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW WHEN ({self.condition}) EXECUTE FUNCTION {self.table}_refuse()",
        ]

    def _name(self, event: str) -> str:
        return f"{self.table}_no_{event.lower()}"


guards: list[Guard] = []  # apps add theirs in AppConfig.ready


def make_triggers(using: str = "default", **_signal) -> None:
    """Create the triggers of all tables that exist. Called after every migration."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for guard in guards:
            statements = guard.sqlite_statements() if connection.vendor == "sqlite" else guard.postgresql_statements()
            for statement in statements if guard.table in tables else ():
                cursor.execute(statement)
