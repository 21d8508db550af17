from collections.abc import Callable
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

Converter = Callable[[Any], str]
# What looks like an import there is none of a file of ours: a type in a comment of htmx, a module that Python makes up
# in the pad's bundle. The bundle finds its other files beside itself, by the names that they were built under.
OTHERS = ("django_htmx/", "pad/")


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Modules import each other under the hashed names too: under two names one module would run twice."""

    support_js_module_import_aggregation = True

    def url_converter(self, name: str, hashed_files: dict[str, str], template: str | None = None) -> Converter:
        if name.startswith(OTHERS):
            return lambda match: str(match[0])
        converter: Converter = super().url_converter(name, hashed_files, template)
        return converter
