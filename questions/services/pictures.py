from django.db import transaction

from accounts.models import User
from core.pictures import encode_picture
from questions.content import Picture
from questions.models import Image


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
