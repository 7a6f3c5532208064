"""The environment variables that config/ reads, as stored in a backup: without secrets."""

import os
import re
from pathlib import Path

from django.conf import settings

ASKED = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")
CREDENTIALS = re.compile(r"(?<=://)[^/?#]*@")
SECRET = re.compile(r"KEY|SECRET|PASSWORD|TOKEN|PURGE")  # a purge setting may contain a token


def saved_settings() -> dict[str, str]:
    """Return name → value of the variables that are set, without secret ones and without passwords in addresses."""
    modules = sorted((Path(settings.BASE_DIR) / "config").glob("*.py"))
    source = "".join(module.read_text(encoding="utf-8") for module in modules)
    names = sorted(name for name in set(ASKED.findall(source)) if name in os.environ and not SECRET.search(name))
    return {name: CREDENTIALS.sub("…@", os.environ[name]) for name in names}
