from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def as_step(value: Decimal | None) -> str:
    """4.0 as "4" and 4.5 as "4.5": how the scale names its steps; "" without a value."""
    return "" if value is None or value == "" else str(value).removesuffix(".0")
