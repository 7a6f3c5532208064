"""JSON output of the API. A separate module, because the framework imports it from the settings before any view."""

from rest_framework.renderers import JSONRenderer


class Json(JSONRenderer):
    """UTF-8, always in the same form: the Accept header cannot change the indentation."""

    def get_indent(self, accepted_media_type, renderer_context):
        return None
