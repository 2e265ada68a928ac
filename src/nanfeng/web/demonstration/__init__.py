"""The demonstration zone: made-up records taken through the whole platform, and accounts for every role."""
