"""manage.py first_administrator EMAIL: create the first account, with a password that is printed once."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email


class Command(BaseCommand):
    help = "Make the first administrator, and print a password for the first sign-in. Does nothing where there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="admin", help="the user name (default: admin)")

    def handle(self, *, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not a valid email address.") from error
        users = get_user_model().objects
        if users.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write("There is an administrator already.")
            return
        if users.filter(username=name).exists():
            raise CommandError(f"The name {name} is taken: choose another with --name.")
        password = secrets.token_urlsafe(15)
        users.create_superuser(name, email, password)
        self.stdout.write(
            f"User name: {name}\nPassword:  {password}\nIt is shown only now. Change it after you sign in."
        )
