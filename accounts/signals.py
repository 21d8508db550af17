from django.dispatch import Signal

# Sent inside the transaction with `guest` and `user`: every app moves what it holds of the guest to the account;
# then the guest is deleted.
guest_kept = Signal()
