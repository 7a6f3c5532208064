from django.apps import AppConfig
from django.contrib.auth import user_logged_in


class StaffConfig(AppConfig):
    name = "staff"
    verbose_name = "Staff"

    def ready(self) -> None:
        """Connect to Django's sign-in signal, which every way of signing in sends; register reminders."""
        from permissions.freshness import note_sign_in  # models cannot be imported earlier
        from staff import reminders
        from staff.accounts.signing_in import note_device

        user_logged_in.connect(note_sign_in, dispatch_uid="staff.freshness")
        user_logged_in.connect(note_device, dispatch_uid="staff.device")
        reminders.register()
