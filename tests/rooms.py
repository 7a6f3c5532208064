"""The rooms of the site: top-level packages, each of which may import those before it."""

ROOMS = (
    "text", "outbox", "record", "permissions", "audit", "media", "web", "search", "outputs", "review", "staff",
    "people", "articles", "snapshot", "importing", "alerts", "monitoring", "website", "operations", "config", "dev",
)  # fmt: skip
EDITED = (
    "outbox", "record", "media", "search", "review", "people", "articles", "snapshot", "importing", "alerts", "website",
    "taggit",
)  # fmt: skip
