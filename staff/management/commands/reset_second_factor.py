"""manage.py reset_second_factor NAME: for a user who lost every passkey, authenticator app and recovery code."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from audit.alarms import sound
from audit.trail import note
from permissions.matrix import Act


class Command(BaseCommand):
    help = "Remove an account's passkeys, authenticator app and recovery codes, and end its sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the user name")

    @transaction.atomic
    def handle(self, *, name: str, **options: Any) -> None:
        """Remove them, log it, and notify administrators. Verify the person's identity first."""
        account = get_user_model().objects.filter(username=name).first()
        if account is None:
            raise CommandError(f"There is no account “{name}”.")
        count, _rows = Authenticator.objects.filter(user=account).delete()
        for session in UserSession.objects.filter(user=account):
            session.end()
        words = f"Second factor of {name} reset"
        sound(note(Act.MANAGE_PEOPLE, account, words), words, "By manage.py reset_second_factor.", also=[account.email])
        self.stdout.write(f"{count} removed. “{name}” sets up a new second factor at the next sign-in.")
