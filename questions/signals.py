from django.dispatch import Signal

# Sent inside the import's transaction with `source`, `parsed` (ParsedDocument) and `by`:
# the rubric app stores the document's rubrics, or fails the whole import.
document_imported = Signal()

# Sent inside the transaction that takes an import back, with `source`: the rubric app removes the rubrics
# that came with the document where nobody judges by them yet.
import_undone = Signal()
