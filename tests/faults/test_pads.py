"""The pad without its editor, in two processes at once: whole texts are merged, and no word is dropped or doubled."""

import http.client
import json
import threading
from typing import Any
from urllib.parse import urlencode

from tests.faults.house import House

CSRF = "a" * 32
HANDS = 6


class Hand(threading.Thread):
    """Adds word after word to a line of its own, each to the text and the step count it was last answered."""

    def __init__(self, seat: dict[str, Any], port: int, number: int, words: int) -> None:
        super().__init__()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.path = f"/interviews/{seat['interview']}/pads/{seat['asked']}/"
        self.cookies = {"Cookie": f"sessionid={seat['session']}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        self.label, self.words = f"hand{number}:", words

    def ask(self, **fields: Any) -> dict[str, Any]:
        form = self.cookies | {"Content-Type": "application/x-www-form-urlencoded"}
        method = "POST" if fields else "GET"
        self.connection.request(method, self.path, urlencode(fields), form if fields else self.cookies)
        answer = self.connection.getresponse()
        body: dict[str, Any] = json.loads(answer.read())
        return body

    def run(self) -> None:
        known = self.ask()
        for number in range(self.words):
            line = next(line for line in known["text"].split("\n") if line.startswith(self.label))
            known = self.ask(text=known["text"].replace(line, f"{line} {number}"), steps=known["steps"])


def test_words_typed_in_two_processes_all_stay_as_they_were_typed(postgres_house: House, full: bool) -> None:
    seats = postgres_house.seed(authors=HANDS, panel=HANDS)["authors"]
    postgres_house.rows("UPDATE questions_question SET kind = 'coding'")
    ports = [postgres_house.pages().start().wait_ready().port or 0 for _ in range(2)]
    words = 200 if full else 40
    hands = [Hand(seat, ports[number % 2], number, words) for number, seat in enumerate(seats)]
    first = hands[0]
    first.ask(text="\n".join(hand.label for hand in hands), steps=0)
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    typed = " ".join(map(str, range(words)))
    assert first.ask()["text"].split("\n") == [f"{hand.label} {typed}" for hand in hands]
