from datetime import timedelta

from accounts import audit
from core.periodic import periodic


@periodic("accounts.link_audit", every=timedelta(minutes=1))
def link(args: dict[str, object]) -> None:
    audit.link_new()


@periodic("accounts.anchor_audit", every=timedelta(days=1))
def anchor(args: dict[str, object]) -> None:
    audit.anchor_head()
