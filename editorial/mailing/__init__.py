"""Letters: what is mailed of an edition, a proof or several snapshots, and how it becomes a message (RFC 5322)."""
