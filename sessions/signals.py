from django.dispatch import Signal

# Sent after commit with `interview`: reports freezes its debrief and asks for the summary.
session_completed = Signal()
# Sent after commit with `interview`: what was frozen from its scorecards is frozen anew.
scorecard_corrected = Signal()
# Sent after commit with `half` of a mock with a partner, once both have given everything.
partner_values_given = Signal()
