"""The corpus of S11: ways to make a browser run `__xss(n)`, each broken out of each context; and people who use it."""

import re
from collections.abc import Iterable, Iterator
from itertools import cycle, product
from typing import Any

from django.apps import apps
from django.db import models

WAYS = (
    "<script>__xss({n})</script>",
    "<ScRiPt/x>__xss({n})</sCrIpT>",
    "<img src=x{n} onerror=__xss({n})>",
    "<img/src=x/onerror=__xss({n})>",
    "<svg onload=__xss({n})>",
    "<svg><script>__xss({n})</script></svg>",
    "<svg><animate onbegin=__xss({n}) attributeName=x dur=1s>",
    "<details open ontoggle=__xss({n})>",
    "<input autofocus onfocus=__xss({n})>",
    "<video><source onerror=__xss({n})></video>",
    "<audio src=x onerror=__xss({n})>",
    "<body onpageshow=__xss({n})>",
    "<marquee onstart=__xss({n})>",
    "<iframe srcdoc='<script>parent.__xss({n})</script>'></iframe>",
    "<iframe src=javascript:parent.__xss({n})></iframe>",
    "<object data=javascript:parent.__xss({n})></object>",
    "<a href=javascript:__xss({n})>a</a>",
    "<a href='java&#9;script:__xss({n})'>a</a>",
    "<form action=javascript:__xss({n})><button>a</button></form>",
    "<button formaction=javascript:__xss({n}) form=x>a</button>",
    "<base href=//evil.example/{n}/>",
    "<meta http-equiv=refresh content='0;url=javascript:__xss({n})'>",
    "<div hx-get=/evil/{n} hx-trigger=load></div>",
    "<div data-hx-get=/evil/{n} data-hx-trigger=load></div>",
    "<div hx-on:click=__xss({n}) hx-on::load=__xss({n})></div>",
    "<style>@import '//evil.example/{n}';</style>",
    "<link rel=stylesheet href=//evil.example/{n}>",
    "<noscript><p title='</noscript><img src=x onerror=__xss({n})>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=__xss({n})&gt;'>",
    "<math href=javascript:__xss({n})>a</math>",
    "[a](javascript:__xss({n}))",
    "[a](JaVaScRiPt&colon;__xss({n}))",
    "[a](data:text/html,<script>__xss({n})</script>)",
    "![a](javascript:__xss({n}))",
    "![a](https://evil.example/{n}.png)",
    "<javascript:__xss({n})>",
    "$\\href{{javascript:__xss({n})}}{{a}}$",
    "&lt;script&gt;__xss({n})&lt;/script&gt;",
    "\\u003cscript\\u003e__xss({n})\\u003c/script\\u003e",
    "%3Cscript%3E__xss({n})%3C/script%3E",
    "＜script＞__xss({n})＜/script＞",
    "<scr<script>ipt>__xss({n})</scr</script>ipt>",
    "{{{{constructor.constructor('__xss({n})')()}}}}",
    "${{__xss({n})}}",
    "';__xss({n});'",
    '";__xss({n});"',
)
CONTEXTS = ("{}", '"> {}', "' x='> {}", '" autofocus onfocus=__xss({n}) x="{}', "</textarea>{}", "</title></style>{}")
CONTEXTS += ("--> {}", "</script>{}", "*a* {}", "| a |\n|---|\n| {} |", "```html\n{}\n```")
CASES = [
    context.replace("{n}", str(n)).format(way.format(n=n)) if "{}" in context else way
    for n, (context, way) in enumerate(product(CONTEXTS, WAYS), start=1)
]
NAMED = re.compile(r"__xss\((\d+)\)|(?:x|evil/|example/)(\d+)")
# Columns and keys that hold the product's own words, numbers and secrets; nobody writes into them.
CODES = re.compile(
    r"(^|_)(hash|key|id|kind|state|token|sha256|level|levels|password|who|verdict|mechanical|mock|query|args|use|seat)$"
    r"|^(public_id|media_type|format|encoding|status|dedupe_key|email|to|word|card_before|choices|written_for|edited_for)$"
    r"|^(recommendation|confidence|arithmetic|purpose|search_text|version_hash|evidence|reports|detail|shared)$"
    r"|_at$|^(at|value|mean|spread|weight|total|coverage|minutes|discussed\w*|difference|rubric_number)$"
)
# Whose tables the database lets grow and nothing else.
GROWING = ("AuditEntry", "AuditLink")
OURS = ("accounts", "questions", "rubric", "interview_sessions", "practice", "reports")


def fitting(words: Iterator[str], longest: int | None) -> str:
    """All cases, or as many of the next ones as a column takes."""
    if longest is None:
        return "\n\n".join(CASES)
    taken = next(words)[:longest]
    while (more := f"{taken} {next(words)}") and len(more) <= longest:
        taken = more
    return taken


def in_json(value: Any, words: Iterator[str]) -> Any:
    if isinstance(value, str):
        return fitting(words, 400)
    if isinstance(value, list):
        return [in_json(each, words) for each in value]
    if isinstance(value, dict):
        return {k: each if CODES.search(k) else in_json(each, words) for k, each in value.items()}
    return value


def written(model: type[models.Model]) -> "Iterable[models.Field[Any, Any]]":
    """The columns of a model that hold somebody's words."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    for field in model._meta.concrete_fields:
        if isinstance(field, kinds) and not field.choices and not CODES.search(field.name):
            yield field


def poison() -> int:
    """Puts the corpus into every text that people write, in every row there is; returns how many columns."""
    words, columns = cycle(CASES), 0
    ours = [model for model in apps.get_models() if model._meta.app_label in OURS and model._meta.managed]
    tables = [model for model in ours if model._meta.object_name not in GROWING]
    for model in tables:
        fields = list(written(model))
        columns += len(fields)
        for row in model._base_manager.all() if fields else ():
            model._base_manager.filter(pk=row.pk).update(**{f.name: hostile(row, f, words) for f in fields})
    return columns


def hostile(row: models.Model, field: "models.Field[Any, Any]", words: Iterator[str]) -> Any:
    value = getattr(row, field.name)
    return in_json(value, words) if isinstance(field, models.JSONField) else fitting(words, field.max_length)
