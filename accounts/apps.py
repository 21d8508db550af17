from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import jobs, receivers  # noqa: F401 - registers the jobs, connects the receivers
        from accounts.audit import check
        from core import health
        from core.guards import Guard, guard

        health.of_doctor(check)
        for table in ("accounts_auditentry", "accounts_auditlink"):
            guard(Guard(f"{table}_only_grows", table, "The record of access is only ever added to."))
