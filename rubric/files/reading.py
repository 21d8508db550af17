"""Which reader a file is for: by its name, and where that says nothing, by its first letter."""

from pathlib import PurePath

from questions.importing.decoding import decode
from questions.importing.limited import read_limited
from rubric.content import RubricContent
from rubric.files.csv_file import read_csv
from rubric.files.json_file import read_json
from rubric.files.markdown_file import rubrics_of


def read_file(name: str, data: bytes) -> list[RubricContent]:
    """The rubrics a file holds, at least one; DomainError says why there is none."""
    path = PurePath(name.replace("\\", "/"))
    kind, title = path.suffix.casefold(), path.stem.strip() or "Imported rubric"
    text = decode(data)
    if kind == ".json" or (kind not in (".csv", ".tsv", ".md") and text.lstrip().startswith("{")):
        return [read_json(text)]
    if kind in (".csv", ".tsv"):
        return [read_csv(text, title=title)]
    return rubrics_of(read_limited(f"{title}.md", data), name=title)
