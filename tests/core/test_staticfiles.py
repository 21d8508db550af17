from pathlib import Path

import pytest

from core.staticfiles import ModuleStorage


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    """Four scripts as collectstatic leaves them in production."""
    (tmp_path / "django_htmx").mkdir()
    (tmp_path / "pad").mkdir()
    (tmp_path / "page.js").write_text('import { pad } from "./pad.js";\npad();\n')
    (tmp_path / "pad.js").write_text("export function pad() {}\n")
    (tmp_path / "django_htmx" / "htmx.js").write_text('/** @type {import("../absent.js")} */\n')
    (tmp_path / "pad" / "python.js").write_text("const code = 'import main'; import(\"./main\");\n")
    storage = ModuleStorage(location=str(tmp_path), base_url="/static/")
    names = ("page.js", "pad.js", "django_htmx/htmx.js", "pad/python.js")
    for _, _, done in storage.post_process({name: (storage, name) for name in names}):
        assert not isinstance(done, Exception), done
    return tmp_path


def test_a_script_imports_the_other_under_its_hashed_name(collected: Path) -> None:
    page, pad = (next(collected.glob(f"{name}.*.js")) for name in ("page", "pad"))
    assert f'"./{pad.name}"' in page.read_text()


def test_an_import_that_is_only_a_comment_is_left_as_it_is(collected: Path) -> None:
    htmx = next((collected / "django_htmx").glob("htmx.*.js"))
    assert '{import("../absent.js")}' in htmx.read_text()


def test_the_pads_bundle_is_left_as_it_was_built(collected: Path) -> None:
    python = next((collected / "pad").glob("python.*.js"))
    assert 'import("./main")' in python.read_text()
