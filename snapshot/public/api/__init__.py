"""The API for analysts, /api/v1/: read only, from the record alone, described by an OpenAPI document."""
