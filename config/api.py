"""Settings of the API."""

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["website.api.rendering.Json"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["website.api.throttling.ByAddress"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "website.api.errors.answer_to",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Archive API",
    "VERSION": "1.0.0",
    "DESCRIPTION": "The public record, for programs: articles, snapshots and their editions, authors and topics. "
    "Read only, in JSON, without sign-in. Every answer says where its page is and which edition it is made from.",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": "/"}],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "website.api.document.complete",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
