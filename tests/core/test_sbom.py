import json
import re

import pytest

from deploy import sbom


@pytest.fixture
def components(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    sbom.main()
    found = json.loads(capsys.readouterr().out)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.5")
    return {str(one["purl"]): one for one in found["components"]}


def test_every_locked_package_is_listed_with_its_version(components: dict[str, dict[str, object]]) -> None:
    locked = re.findall(r"^([\w.-]+)==([^\s;\\]+)", sbom.PYTHON.read_text(), re.M)
    assert {f"pkg:pypi/{name}@{version}" for name, version in locked} <= set(components)
    assert {one for one in components if one.startswith("pkg:npm/codemirror@")} != set()


def test_every_component_has_a_hash_of_its_kind(components: dict[str, dict[str, object]]) -> None:
    lengths = {"SHA-256": 64, "SHA-512": 128, "SHA-1": 40}
    for one in components.values():
        assert one["hashes"], one["name"]
        for each in one["hashes"]:  # type: ignore[attr-defined]
            assert len(each["content"]) == lengths[each["alg"]]
