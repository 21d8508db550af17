from collections.abc import Callable
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

Converter = Callable[[Any], str]


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Modules import each other under the hashed names too: under two names one module would run twice."""

    support_js_module_import_aggregation = True

    def url_converter(self, name: str, hashed_files: dict[str, str], template: str | None = None) -> Converter:
        # Its comments speak of types by import("../htmx"), which is no file.
        if name.startswith("django_htmx/"):
            return lambda match: str(match[0])
        converter: Converter = super().url_converter(name, hashed_files, template)
        return converter
