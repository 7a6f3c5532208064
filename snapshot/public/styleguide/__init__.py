"""The style guide: every component in every state, made from text written for it, with the tokens it stands on."""
