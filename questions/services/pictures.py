from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.pictures import encode_picture
from questions.content import Picture
from questions.models import Image, ImportRow

# A form or a preview may stay open for days with a picture that no version shows yet.
UNUSED_FOR = timedelta(days=14)


@transaction.atomic
def keep_picture(*, by: User, data: bytes, alt: str) -> Picture:
    """Stores an uploaded picture; until a version shows it, only its uploader can see it."""
    encoded = encode_picture(data)
    image = Image.objects.create(
        media_type=encoded.media_type,
        width=encoded.width,
        height=encoded.height,
        sha256=encoded.sha256,
        data=encoded.data,
        uploaded_by=by,
    )
    return Picture(image.public_id, image.sha256, alt[:300])


@transaction.atomic
def clear_unused_pictures() -> int:
    """Deletes what was uploaded long ago and is shown by no version, and by no import that waits to be confirmed."""
    unused = Image.objects.filter(uses=None, created_at__lt=timezone.now() - UNUSED_FOR)
    waiting = ImportRow.objects.filter(found__pictures__isnull=False).values_list("found__pictures", flat=True)
    wanted = {picture["image"] for pictures in waiting for picture in pictures or ()}
    # Without their bytes, which deleting needs not.
    gone = unused.exclude(public_id__in=wanted).defer("data")
    return gone.delete()[0]
