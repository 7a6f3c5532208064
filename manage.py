#!/usr/bin/env python
"""Django's command line. On a clone the site runs with DEBUG on; a server (config/wsgi.py) never does unasked."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not os.environ.get("SECRET_KEY"):
        os.environ.setdefault("DEBUG", "true")
    execute_from_command_line(sys.argv)
