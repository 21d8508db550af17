"""What a browser without scripts would send: a page's form by its id."""

from html.parser import HTMLParser


class PlainForm(HTMLParser):
    """`action` is the form's address, `hidden` its hidden fields; what a person types is the test's to add."""

    def __init__(self, page: str, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("id") == self.form_id:
            self.inside, self.action = True, given["action"] or ""
        if self.inside and tag == "input" and given.get("type") == "hidden":
            self.hidden[given["name"] or ""] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
