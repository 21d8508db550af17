"""What stands around the questions of a made document: title, contents, sections, and what closes it."""

from collections.abc import Sequence

from tests.questions.generated.asked import Asked
from tests.questions.generated.choices import Choices
from tests.questions.generated.labels import numbered
from tests.questions.generated.paper import Paper
from tests.questions.generated.words import SECTIONS, Tongue

BADGES = (
    "[![Build](https://example.org/build.svg)](https://example.org/build)",
    "![Stars](https://example.org/stars.svg)",
)
INTROS: dict[str, Sequence[str]] = {
    "none": (),
    "sentence": ("A collection that we use in our own interviews. Read it before you come.",),
    "questions": ("Are you preparing for an interview? Then this page is for you. Ready to begin?",),
    "list": ("This page holds:", "", "- Questions of all levels", "- Short answers", "- Some code"),
    "badges": BADGES,
    "byline": ("*Collected by the platform team, last changed in May*", "", "[![Stars](https://example.org/s.svg)](#)"),
    "subtitle": ("## The list that we use ourselves", "", "It grows with each interview that we hold."),
    "topics": ("**Topics covered:**", "", "- Storage and indexes", "- Locks", "- Delivery of changes"),
    "how to use": ("How to use this page:", "", "1. Read one section a day.", "2. Explain each answer aloud."),
    "legend": ("🟢 Easy | 🟡 Medium | 🔴 Hard",),
}
ASIDES: dict[str, tuple[str, Sequence[str]]] = {
    "cheat sheet": (
        "Cheat Sheet",
        ("| Thing | Remark |", "|---|---|", "| shelf life of a lock | as short as it can be |"),
    ),
    "glossary": (
        "Glossary",
        ("**Fence**: a number that rises with each owner.", "", "**Shard**: one slice of a table."),
    ),
    "code": ("Code Example", ("```python", "# What runs first?", "begin_with_the_smallest_part()", "```")),
    "concepts": (
        "Key Concepts",
        ("Whoever knows these words will find the rest easy.", "", "- Ownership of a row by one"),
    ),
}
ENDINGS: dict[str, tuple[str, Sequence[str]]] = {
    "tips": (
        "Tips for the Interview",
        ("- Explain your thoughts aloud.", "- Ask before you begin to write.", "- What matters is how you think."),
    ),
    "resources": (
        "Resources",
        ("- [The guide of the house](https://example.org/guide)", "- [A talk about it](https://example.org/talk)"),
    ),
    "for the interviewer": (
        "Questions to Ask the Interviewer",
        ("- How does the team decide?", "- What happens on the first day?", "- Who reviews the code?"),
    ),
    "conclusion": ("Conclusion", ("These are the questions that come up most. Read them twice and sleep well.",)),
    "next steps": ("Next Steps", ("1. Read the chapters again.", "2. Write a small program of your own.")),
    "contributing": ("Contributing", ("Found a mistake? Open an issue or send a change.",)),
    "checklist": ("Checklist", ("- [ ] I can explain every answer", "- [ ] I have written some code")),
    "links": ("See Also", ("- [Frontend questions](frontend.md)", "- [Questions on data](data.md)")),
    "sample answer": (
        "How to Structure an Answer",
        ("1. Say what it is.", "2. Give an example.", "3. Name the limits."),
    ),
}
MORE = ("How would you trace one slow request?", "What would you log, and why?", "Which tests would you write first?")


def section_depth(c: Choices) -> int:
    """Of the titles over the questions, and of the chapters beside them."""
    titled = c["carrier"] in ("heading", "html heading", "number alone")
    depth = int(c["depth"]) if titled else 2 if c["carrier"] == "setext" else 3
    return depth if c["accident"] == "one level of heading for all" or depth == 1 else max(1, min(depth - 1, 2))


def open_document(paper: Paper, c: Choices, tongue: Tongue, asked: Sequence[Asked]) -> None:
    title = {"questions": tongue.title, "subject": tongue.about, "none": ""}[c["title"]]
    if c["front matter"] != "none":
        named = [f"title: {title}"] if c["front matter"] == "titled" and title else []
        paper.around("---", "layout: page", *named, "tags: [backend]", "---")
    if title:
        paper.part()
        paper.around(*_title(title, c["title set"]))
    paper.part()
    paper.around(*INTROS[c["intro"]])
    _contents(paper, c, asked)


def _title(title: str, how: str) -> Sequence[str]:
    return {
        "heading": (f"# {title}",),
        "html": (f'<h1 align="center">{title}</h1>',),
        "underlined": (title, "=" * len(title)),
        "bold": (f"**{title}**",),
        "plain": (title,),
    }[how]


def _contents(paper: Paper, c: Choices, asked: Sequence[Asked]) -> None:
    if c["contents"] == "none":
        return
    texts = [each.text for each in asked]
    if c["contents"] == "table":
        _contents_table(paper, texts)
        return
    if c["contents"] == "sections":
        texts = list(SECTIONS.get(c["sections"], SECTIONS["topics"])[: sections_of(c, len(asked))])
    paper.part()
    if c["tongue"] == "English" and section_depth(c) > 1:
        paper.around(f"{'#' * section_depth(c)} Table of Contents", "")
    paper.around(*[_entry(at + 1, text, c["contents"]) for at, text in enumerate(texts)])


def _contents_table(paper: Paper, texts: Sequence[str]) -> None:
    paper.part()
    rows = [f"| {at} | [{text}]({_place(at, text)}) |" for at, text in enumerate(texts, 1)]
    paper.around("| No. | Questions |", "| --- | --------- |", *rows)


def _place(number: int, text: str) -> str:
    return f"#{number}-{'-'.join(text.lower().split())}"


def _entry(number: int, text: str, style: str) -> str:
    place = _place(number, text)
    return {
        "ordered links": f"{number}. [{text}]({place})",
        "bullet links": f"- [{text}]({place})",
        "sections": f"- [{text}]({place})",
        "ordered": f"{number}. {text}",
        "bullets": f"- {text}",
    }[style]


def sections_of(c: Choices, count: int) -> int:
    return 0 if c["sections"] == "none" else min(4, max(2, count // 3))


def put_section(paper: Paper, c: Choices, at: int) -> None:
    paper.part()
    names = SECTIONS.get(c["sections"], SECTIONS["topics"])
    if c["sections"] == "nested topics" and at % 2 == 0:
        paper.around(f"{'#' * section_depth(c)} {('Foundations', 'At Work')[at // 2]}", "")
    mark = "#" * (section_depth(c) + (c["sections"] == "nested topics"))
    if c["sections"] == "folded topics":
        paper.put(*(["</details>", ""] if at else []), "<details>", f"<summary>{names[at]}</summary>", "")
        return
    set_in = {"bold topics": f"**{names[at]}**", "colon topics": f"{names[at]}:"}
    paper.around(set_in.get(c["sections"], f"{mark} {names[at]}"), "")
    if c["section text"] == "sentence":
        paper.around(f"What follows is about {names[at].lower()}, and was asked more than once.", "")


def put_aside(paper: Paper, c: Choices) -> None:
    """A chapter of something else, below the title of a section and before its questions."""
    if c["aside"] != "none":
        title, lines = ASIDES[c["aside"]]
        paper.part()
        paper.around(f"{'#' * (section_depth(c) + 1)} {title}", "", *lines, "")
        paper.around(f"{'#' * (section_depth(c) + 1)} Questions and Answers", "")


BETWEEN: dict[str, Sequence[str]] = {
    "nothing": (),
    "---": ("", "---", ""),
    "back to top": ("", "**[⬆ Back to Top](#table-of-contents)**", ""),
    "<br>": ("", "<br>", ""),
    "two blank lines": ("", ""),
    "anchor": ("", '<a name="next"></a>', ""),
    "comment": ("", "<!-- next question -->", ""),
    "&nbsp;": ("", "&nbsp;", ""),
    "back and rule": ("", "[Back to top](#)", "", "---", ""),
}


def put_between(paper: Paper, c: Choices) -> None:
    paper.put(*BETWEEN[c["between"]])


def close_document(paper: Paper, c: Choices) -> None:
    said = c["ending"]
    paper.part()
    if c["sections"] == "folded topics":
        paper.put("</details>", "")
    if said == "farewell":
        paper.put("---", "", "Good luck with your interview! 🍀")
    elif said == "more questions":
        paper.put(f"{'#' * section_depth(c)} Bonus Questions", "")
        for number, text in enumerate(MORE, 1):
            paper.ask(numbered(number, text, "1.") if c["carrier"] != "ordered" else f"- {text}", text, None)
    elif said != "none":
        title, lines = ENDINGS[said]
        paper.around(f"{'#' * section_depth(c)} {title}", "", *lines)
