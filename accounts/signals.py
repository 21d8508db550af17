from django.dispatch import Signal

# Sent inside the transaction with `guest` and `user`: every app moves what it holds of the guest to the account;
# then the guest is deleted.
guest_kept = Signal()
# Sent inside the transaction with `user`: every app deletes what it holds of the person's practice.
practice_erased = Signal()
