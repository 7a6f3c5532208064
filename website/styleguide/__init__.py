"""The style guide: every component in every state, with sample texts, and the design tokens."""
