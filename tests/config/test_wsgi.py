"""What the server loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = """
import gc
import config.wsgi
from django.urls import reverse
assert reverse("archive") == "/analysis/"
print(gc.get_freeze_count() > 50_000, len(gc.get_objects()) < 10_000)
"""


@pytest.mark.slow
def test_what_is_loaded_is_set_apart_from_collecting():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": "sqlite://:memory:"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["True", "True"], done.stderr
