from pathlib import Path

from deploy.first_run import main


def test_the_first_run_makes_the_secrets_and_later_ones_leave_them(tmp_path: Path) -> None:
    app, database = tmp_path / "app", tmp_path / "database"
    app.mkdir()
    database.mkdir()
    main(app, database)
    made = {path.name: path.read_text() for path in (*app.iterdir(), *database.iterdir())}
    keys = {"secret_key", "secret_key_fallbacks", "audit_key"}
    assert set(made) == keys | {"database_url", "metrics_token", "password"}
    assert made["password"] in made["database_url"]
    assert len(made["secret_key"]) >= 64
    assert {path.stat().st_mode & 0o777 for path in app.iterdir()} == {0o400}
    main(app, database)
    assert made == {path.name: path.read_text() for path in (*app.iterdir(), *database.iterdir())}


def test_a_new_secret_leaves_the_one_before_as_it_was_copied(tmp_path: Path) -> None:
    """The two commands of docs/deploy.md."""
    main(tmp_path, tmp_path)
    before = (tmp_path / "secret_key").read_text()
    (tmp_path / "secret_key_fallbacks").chmod(0o600)
    (tmp_path / "secret_key_fallbacks").write_text(before)
    (tmp_path / "secret_key").unlink()
    main(tmp_path, tmp_path)
    assert (tmp_path / "secret_key").read_text() != before
    assert (tmp_path / "secret_key_fallbacks").read_text() == before
