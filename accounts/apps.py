from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import jobs, receivers  # noqa: F401 - registers the jobs, connects the receivers
        from accounts.audit import check
        from core import health
        from core.guards import only_grows

        health.of_doctor(check)
        only_grows("accounts_auditentry", "accounts_auditlink")
