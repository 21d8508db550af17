import re

from core.errors import DomainError

NO_TEXT = (
    "This is not a text document, whatever its name ends in. Import Markdown, plain text, JSON, CSV, Excel, Moodle XML "
    "or GIFT."
)
CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")


def decode(data: bytes) -> str:
    """The text of an uploaded file with LF line ends; DomainError says why it is not one."""
    if not data.strip():
        raise DomainError("This file is empty.")
    text = _text(data)
    if "\x00" in text or len(CONTROL.findall(text)) > len(text) // 50:
        raise DomainError(NO_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_guessed(data: bytes) -> bool:
    """Whether the bytes say in no way which letters they stand for, so that `decode` took the commonest."""
    return not data.startswith((b"\xff\xfe", b"\xfe\xff")) and not _is_utf8(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise DomainError("This file says it is UTF-16, and is not. Save it as UTF-8.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
