from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile

# Several files come in one request; together they may be this many times the largest single one.
FILES = 4


class LimitedUploadHandler(MemoryFileUploadHandler):
    """Keeps small files in memory and nothing of one above UPLOAD_LIMIT, so that a 60 MB file costs 5.

    The request then carries `request.META["upload.too_large"]`: the form says so in a sentence. What was typed into
    fields behind the file is read all the same, or a form that comes back would have lost it.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
        self.received = self.in_all = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        self.in_all += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT or self.in_all > FILES * settings.UPLOAD_LIMIT:
            if self.request:
                self.request.META["upload.too_large"] = True
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)
