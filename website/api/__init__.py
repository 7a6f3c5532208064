"""The API for analysts, /api/v1/: read-only, based on the record alone, described by an OpenAPI document."""
