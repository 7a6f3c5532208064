"""E-mail alerts: subscriptions, matching published editions to them, and the mail that is sent."""
