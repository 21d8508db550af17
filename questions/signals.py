from django.dispatch import Signal

# Sent inside the import's transaction with `source`, `parsed` (ParsedDocument) and `by`:
# the rubric app stores the document's rubrics, or fails the whole import.
document_imported = Signal()
