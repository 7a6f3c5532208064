"""Outbox: background work, written in the transaction that causes it and done by `manage.py run_due`.

An entry is processed and marked as done in one transaction, so it happens exactly once. Email is the exception: if the
process stops after the server accepts a message and before we commit, the message is sent again. It then has the same
Message-ID, so mail programs can recognize the duplicate.
"""
