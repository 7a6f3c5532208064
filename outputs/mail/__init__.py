"""Mail about an edition, a proof or several snapshots, and its conversion to a message (RFC 5322)."""
