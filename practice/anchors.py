"""The scale of one's own answers, with behaviour written for every value: 1..5, half steps in between."""

ANCHORS = (
    ("1", "I could not answer, or the main idea was wrong."),
    ("2", "I had pieces of it; the main idea stayed unclear."),
    ("3", "I named the main points and could defend them."),
    ("4", "I explained the main points with reasons and trade-offs."),
    ("5", "I covered it fully, with limits and an example, and with ease."),
)
STEPS = tuple(f"{half / 2:g}" for half in range(2, 11))
