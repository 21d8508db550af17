"""Counting that ends where the number says no more."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class CountUpTo(Subquery):
    """How many rows `found` has, of which no more than `most` are looked at."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, found: QuerySet[Any, Any], most: int, **extra: Any) -> None:
        super().__init__(found.order_by().values("pk")[:most], output_field=IntegerField(), **extra)
