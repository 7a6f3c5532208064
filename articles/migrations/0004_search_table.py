from django.db import migrations

# The tokenizer takes apart at what is ASCII and no letter or digit, and nothing else: the words come folded.
SQLITE = """
    CREATE VIRTUAL TABLE articles_search USING fts5(title, lead, rest, tokenize = 'ascii', columnsize = 0, prefix = '2')
"""
# The vectors are stored out of line, however short: what a question for a common word reads is ids alone.
POSTGRESQL = """
    CREATE TABLE articles_search (
        id bigint PRIMARY KEY,
        title tsvector NOT NULL,
        lead tsvector NOT NULL,
        text tsvector NOT NULL
    ) WITH (toast_tuple_target = 128);
    CREATE INDEX articles_search_words ON articles_search USING gin (title, lead, text);
"""
# The planner takes reading a vector for free. For a word of half the articles it would rather read all the vectors
# (1,000 ms of 100,000 articles) than use the index (15 ms), so the question stands in functions that settle it.
FUNCTION = """
    CREATE FUNCTION articles_search_{zone}(question tsquery, most bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE ROWS 20000 SET enable_seqscan = off
    AS 'SELECT id FROM articles_search WHERE {zone} @@ question LIMIT most'
"""
ZONES = ("title", "lead", "text")


def make(apps, schema_editor):
    """Make the table of words. Django knows no model for it: two databases, two kinds of table."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        return
    schema_editor.execute(POSTGRESQL)
    for zone in ZONES:
        schema_editor.execute(FUNCTION.format(zone=zone))


def drop(apps, schema_editor):
    """Drop it. Its words can be made again."""
    if schema_editor.connection.vendor != "sqlite":
        for zone in ZONES:
            schema_editor.execute(f"DROP FUNCTION articles_search_{zone}(tsquery, bigint)")
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_library_orders")]
    operations = [migrations.RunPython(make, drop, elidable=False)]
