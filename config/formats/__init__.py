"""How dates and numbers are written, where the house writes them otherwise than Django does."""
