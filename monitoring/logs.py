"""Log lines as JSON, one object per line, without email addresses."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

EMAIL_ADDRESS = re.compile(r"[^\s<>@“\"']+@[^\s<>@”\"']+")

_request_id: ContextVar[str] = ContextVar("request id", default="")


def request_id() -> str:
    """Return the id of the current request, or "" outside of one."""
    return _request_id.get()


def begin_request(given: str) -> None:
    """Set the request id for all log lines from now on."""
    _request_id.set(given)


class JsonLines(logging.Formatter):
    """Formats a record as a JSON object.

    Keys: "at" (UTC, ISO 8601), "level", "logger", "message", "request" and "trace" if there are any, and
    `extra["facts"]`.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_addresses(record.getMessage()),
        }
        if request_id():
            line["request"] = request_id()
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["trace"] = without_addresses("".join(traceback.format_exception(*record.exc_info)))
        return json.dumps(line, ensure_ascii=False)


def without_addresses(text: str) -> str:
    return EMAIL_ADDRESS.sub("…@…", text)
