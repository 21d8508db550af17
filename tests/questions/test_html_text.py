"""What the HTML of other programs becomes: the marks that carry meaning, and nothing that acts."""

import pytest

from questions.importing.formats.html_text import markdown_of


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("one<br>two", "one\ntwo"),
        ("<b>bold</b> and <i>slanted</i>", "**bold** and *slanted*"),
        ("<code>x = 1</code>", "`x = 1`"),
        ("<h2>Indexes</h2>Text", "## Indexes\n\nText"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li>a<ul><li>inner</li></ul></li></ul>", "- a\n\n  - inner"),
        ("<pre>if x:\n    y()</pre>", "```\nif x:\n    y()\n```"),
        ("<pre><b>kept</b></pre>", "```\nkept\n```"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "| a | b"),
        ("a<script>alert(1)</script>b", "ab"),
        ("<style>p { color: red }</style>words", "words"),
        ("<b> </b>empty", "empty"),
        ("</ul></pre></script>words", "```\n\nwords"),
        ("a &lt; b", "a < b"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown
