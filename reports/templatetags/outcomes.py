from django import template

from reports.models import Decision

register = template.Library()


@register.filter
def outcome(stored: str) -> str:
    """next_round as "Another round"."""
    return str(Decision.Outcome(stored).label)
