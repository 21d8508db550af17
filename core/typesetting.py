"""PDF by Typst. Values reach a template as data only, never as markup."""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

# Templates may share what lies in core: `#import "/core/markdown/printed.typ"`.
ROOT = Path(__file__).parents[1]
# Typst's own threads each keep what they worked with: a worker that wrote 360 reports grew by 20 MB with one thread for
# each core, and by 4 MB with one, in the same time. A worker does one report after the other anyway.
os.environ.setdefault("RAYON_NUM_THREADS", "1")


def typeset(template: Path, content: Mapping[str, Any], *, seconds: int, standards: Sequence[Any] = ()) -> bytes:
    """The PDF of `template` with `content`, dated `seconds` after 1970: equal input gives equal bytes.

    A compiler belongs to one thread; the fonts, which take the time, are shared. TypstError as Typst says it.
    """
    compiler = typst.Compiler(template, root=ROOT, font_paths=_fonts())
    data = {"data": json.dumps(content, ensure_ascii=False)}
    written = compiler.compile(format="pdf", sys_inputs=data, pdf_standards=list(standards), timestamp=seconds)
    if not isinstance(written, bytes):
        raise TypeError("Typst answers with the bytes of one PDF.")
    return written


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


def lacks_a_letter(problem: typst.TypstError) -> bool:
    """A letter that is in none of the fonts: the archival standards forbid it, a plain PDF shows a box."""
    return "could not be displayed" in problem.message
