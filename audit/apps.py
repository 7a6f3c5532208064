from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Audit trail"

    def ready(self) -> None:
        from audit import alarms, notices  # models are not loaded earlier
        from record.append_only import Guard, guards

        guards.append(Guard("audit_auditentry", "Audit entries are never changed or deleted."))
        alarms.register()
        notices.register()
