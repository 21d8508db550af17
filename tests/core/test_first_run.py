from pathlib import Path

from deploy.first_run import main


def test_the_first_run_makes_the_secrets_and_later_ones_leave_them(tmp_path: Path) -> None:
    app, database = tmp_path / "app", tmp_path / "database"
    app.mkdir()
    database.mkdir()
    main(app, database)
    made = {path.name: path.read_text() for path in (*app.iterdir(), *database.iterdir())}
    assert set(made) == {"secret_key", "audit_key", "database_url", "metrics_token", "password"}
    assert made["password"] in made["database_url"]
    assert len(made["secret_key"]) >= 64
    assert {path.stat().st_mode & 0o777 for path in app.iterdir()} == {0o400}
    main(app, database)
    assert made == {path.name: path.read_text() for path in (*app.iterdir(), *database.iterdir())}
