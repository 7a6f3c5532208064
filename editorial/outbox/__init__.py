"""What must happen by itself: written in the transaction of its cause, done by `manage.py run_due`.

An entry is done in a transaction of its own, together with the note that it is done: exactly once. For mail alone that
cannot be: between a server's taking a message and our noting it lies the commit of one row. A machine that stops just
there sends that message again, under the same Message-ID, by which mail programs know the double.
"""
