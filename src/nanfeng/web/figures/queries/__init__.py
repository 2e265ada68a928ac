"""Reading figures: out of releases alone, nothing is computed here."""
