from django.conf import settings
from django.http import HttpRequest


def environment(request: HttpRequest) -> dict[str, bool]:
    return {"demo_logins": settings.DEMO_LOGINS}
