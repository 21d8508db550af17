"""Makes the secrets of an installation, once: whatever exists is left as it is. Needs nothing but Python."""

import os
import secrets
from pathlib import Path

APP = int(os.environ.get("APP_UID", "10001"))
DATABASE = "postgres://interviewprep:{}@database:5432/interviewprep"


def main(app: Path = Path("/secrets"), database: Path = Path("/database_secret")) -> None:
    """`app` is for the product's processes; `database` holds the one password that PostgreSQL has to know."""
    password = kept(database / "password", secrets.token_urlsafe(32), mode=0o444)
    kept(app / "database_url", DATABASE.format(password), owner=APP)
    kept(app / "secret_key", secrets.token_urlsafe(64), owner=APP)
    kept(app / "secret_key_fallbacks", "", owner=APP)
    kept(app / "audit_key", secrets.token_urlsafe(64), owner=APP)
    kept(app / "metrics_token", secrets.token_urlsafe(32), owner=APP)


def kept(path: Path, value: str, *, mode: int = 0o400, owner: int | None = None) -> str:
    """The secret at `path`, which is written only where there is none: a new one would lock everybody out."""
    if not path.exists():
        new = path.with_suffix(".new")
        new.write_text(value)
        new.chmod(mode)
        if owner is not None and os.geteuid() == 0:
            os.chown(new, owner, owner)
        new.rename(path)  # whole, or not at all
    return path.read_text()


if __name__ == "__main__":
    main()
