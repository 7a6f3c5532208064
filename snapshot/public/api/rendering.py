"""JSON as the API writes it. (Apart: the framework reads it from the settings before any view can be made.)"""

from rest_framework.renderers import JSONRenderer


class Json(JSONRenderer):
    """UTF-8, always in the same form: an Accept header does not ask for another indentation."""

    def get_indent(self, accepted_media_type, renderer_context):
        return None
