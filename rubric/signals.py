from django.dispatch import Signal

# Sent inside the transaction that publishes, with `version` (RubricVersion): whoever knows the interviews says which
# scorecards have to be scored again.
version_published = Signal()
