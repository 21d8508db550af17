from django.dispatch import Signal

# Sent after commit with `interview`: reports freezes its debrief and asks for the summary.
session_completed = Signal()
