"""The one door by which a pad's steps come into the database."""

from collections.abc import Collection, Sequence

from django.db import connection, transaction

from sessions.pad.models import PadUpdate

# The first of the two numbers of PostgreSQL's advisory locks: the product's pads.
PADS = 0x70_61_64


@transaction.atomic
def store_steps(steps: Sequence[PadUpdate]) -> None:
    """A pad's steps can be seen in the order of their keys: its first n steps stay the same for good."""
    _wait_for_turn({step.asked_id for step in steps})
    PadUpdate.objects.bulk_create(steps)


def _wait_for_turn(asked_ids: Collection[int]) -> None:
    """SQLite has one writer at a time. In PostgreSQL two may draw their keys and then commit the other way round."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            turns = "SELECT pg_advisory_xact_lock(%s, (id %% 2147483648)::int) FROM unnest(%s::bigint[]) AS id"
            cursor.execute(turns, [PADS, sorted(asked_ids)])
