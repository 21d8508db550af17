"""What a reader sees of one line of Markdown: without anchors, arrows to the top and the emphasis around the whole."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from questions.importing.wording import ASKS, asking

# Whatever these find ends before the next of its kind begins: a line that opens thousands and closes none is read once.
BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]*>", re.I)
TAG = re.compile(
    r"</?(?:a|br|img|font|center|summary|details|h[1-6]|hr|u|big|small|mark)\b[^<>]*>|<(?:span|div|p|i|em)\s[^<>]*>|"
    r"</(?:span|div|p|i|em)>|<!--(?:(?!<!--).)*?-->",
    re.I | re.S,
)
IMAGE = re.compile(r"!\[(?:(?!!\[)[^\]])*\]\((?:(?!!\[)[^)])*\)")
ATTRIBUTES = re.compile(r"\{[#:.][^{}]*\}\s*$")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[[^\]]*\])")
ANCHOR = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]*)[^<>]*>((?:(?!<a\s).)*?)</a>", re.I | re.S)
CODE = re.compile(r"(?<!`)(`++).*?(?<!`)\1(?!`)", re.S)
ESCAPED = re.compile(r"^(\W*\d+)\\(?=[.)])")
# "What is a lease? — A lock that ends": the answer stands behind a dash, a bar or a tab.
DASHED = re.compile(
    r"([^?？]*[?？][\"”»)*_]*)(?:\s+(?:[—–=-]+>?|→|\|)\s+|[ ]*\t+[ ]*|——\s*|\s*::\s*)"
    r"(\w[^?？]*(?:\s|[\u3040-\u9fff\uac00-\ud7af]{2})[^?？]*)"
)
# An arrow to somebody else's page is no answer.
WAY = re.compile(r"(?:→|->|=>|[—–-])\s*\[[^\]]*\]\([^)]*\)(?:\W*(?:(?:and|or)\s+)?\[[^\]]*\]\([^)]*\))*\W*")
ASIDE = re.compile(r"[*_]{0,2}(?:\([^()]{1,80}\)|（[^（）]{1,200}）)[*_]{0,2}")
# "**Why is it so?** `easy`"
ENDED = re.compile(r"[?？.!][\s*_]*$")
TAG_BEHIND = re.compile(r"`[^`]{1,20}`|\[[^\[\]]{1,30}\]")
MARKUP = re.compile(r"[<\[`{]")
# Letters that posts to social networks take for bold: "𝗤𝟭".
FANCY = re.compile(r"[\U0001d400-\U0001d7ff]+")
CHECKBOX = re.compile(r"^\[[ xX]?\]\s+")
# Pictures before a text, and the marks that stand for a bullet; digits and their keycaps stay.
LEAD = re.compile(
    r"^(?:[\s\u200b-\u200f\u2060\ufe0e\ufe0f•●○◦▪▫■□➤➜→►▶◆◇★☆✦✔✓✅❓❔⁉‼❗⬆↥↑🔹🔸🔷🔶◾◽✨⭐🌟💡📌📍🔥🚀🎯🟢🟡🟠🔴🔵🟣⚪⚫👉🧠🤔💬]"
    r"|[\U0001F300-\U0001F51E\U0001F520-\U0001FAFF\u2300-\u23FF\u2600-\u27BF\u2B00-\u2BFF])+(?!\u20e3)"
)


@dataclass(frozen=True, slots=True)
class Face:
    """`style` says how the text is set: "bold" as a whole, "lead" bold at its beginning only, or "" plain.

    `tail` is what stands behind a bold beginning. `target` is the address when the text is nothing but a link.
    """

    text: str
    style: str = ""
    tail: str = ""
    target: str | None = None


def seen(text: str) -> str:
    """The text without tags that carry no text; code spans stay untouched."""
    text = FANCY.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if not MARKUP.search(text):
        return text.strip()
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x01{len(kept) - 1}\x02"

    hidden = CODE.sub(hide, text)
    hidden = TAG.sub("", BOLD_TAG.sub("**", ANCHOR.sub(_anchor, IMAGE.sub("", hidden))))
    hidden = LINK.sub(_arrow, ATTRIBUTES.sub("", hidden))
    return re.sub(r"\x01(\d+)\x02", lambda m: kept[int(m[1])], hidden).strip()


def _anchor(found: re.Match[str]) -> str:
    return f"[{found[2]}]({found[1]})" if found[2].strip() else ""


def _arrow(found: re.Match[str]) -> str:
    """A link that leads back up or shows nothing is no part of the text."""
    shown = found[1].strip(" []*_")
    inside = (found[2] or "").startswith("#")
    return (
        ""
        if not re.search(r"\w", shown) or (inside and re.match(r"(?:back\s+)?to\s+(?:the\s+)?top|back", shown, re.I))
        else found[0]
    )


@lru_cache(maxsize=20_000)
def face_of(raw: str) -> Face:
    """Asked several times for each line of a document: kept, since most of the reading's time goes into it."""
    text = CHECKBOX.sub("", LEAD.sub("", ESCAPED.sub(r"\1", seen(raw).replace(r"\*\*", "**"))).strip())
    target = _target(text)
    text = LEAD.sub("", _unlinked(text)).strip()
    inner, tail = _emphasis(text)
    if inner is not None and tail.strip() in ("?", "？"):
        inner, tail = f"{inner}{tail.strip()}", ""  # "**Why is it so**?"
    if inner is not None and (
        ASIDE.fullmatch(tail.strip()) or (ENDED.search(inner) and TAG_BEHIND.fullmatch(tail.strip()))
    ):
        inner, tail = f"{inner} {tail.strip()}", ""  # "**Why is it so?** *(asked at ..)*"
    if inner is None:
        asked, tail = _parted(text) if target is None else (text, "")
        return Face(asked, "", tail, target)
    inner = _bared(inner)
    inner_target = target or _target(inner)
    inner = LEAD.sub("", _unlinked(inner)).strip()
    if WAY.fullmatch(tail.strip()):
        tail = ""
    return Face(
        inner,
        "lead" if re.search(r"\w", tail) else "bold",
        tail.strip() if re.search(r"\w", tail) else "",
        inner_target,
    )


def _parted(text: str) -> tuple[str, str]:
    """(what asks, what stands behind a dash or a tab and answers it)."""
    text = text.strip("| ") if text.startswith("|") and text.endswith("|") else text
    if found := DASHED.fullmatch(text):
        return found[1], found[2]
    head, _, tail = text.partition("\t")
    told = re.search(r"\w\s+\S", tail) is not None and "\t" not in tail.strip()
    return (head.strip(), tail.strip()) if told and asking(head) >= ASKS else (text, "")


def _bared(text: str) -> str:
    """Without emphasis inside of emphasis: "__***Question 1***__"."""
    inner = text.strip()
    for mark in ("***", "**", "__"):
        if inner.startswith(mark) and inner.endswith(mark) and inner.count(mark) == 2:
            return inner.strip("*_")
    return text


def _target(text: str) -> str | None:
    """The address of the only link, where no words stand beside it but a number before it."""
    link = LINK.search(text)
    if link is None:
        return None
    bare = re.sub(r"^\W*(?:q?\d+[\d.]*)?[\W_]*|(?<![\W_])[\W_]+$", "", LINK.sub("", text), flags=re.I)
    return None if re.search(r"\w", bare) else link[2] or ""


def _unlinked(text: str) -> str:
    """The shown words of a link that is the whole text, or the whole behind its number."""
    return LINK.sub(lambda m: m[1], text) if _target(text) is not None else text


def _emphasis(text: str) -> tuple[str | None, str]:
    """(what is emphasised from the start, what follows), or (None, "") where the text starts plainly."""
    for mark in ("***", "**", "__", "*", "_"):
        if not text.startswith(mark):
            continue
        end = text.find(mark, len(mark) + 1)
        if end < 0:
            return (text[len(mark) :], "") if len(mark) > 1 else (None, "")
        inner, tail = text[len(mark) : end], text[end + len(mark) :]
        if len(mark) == 1 and re.search(r"\w", tail):
            return None, ""
        return inner, tail
    return None, ""
