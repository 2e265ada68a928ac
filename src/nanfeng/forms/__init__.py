"""One shape for everything that is filled in: field, form, rule, value, columns."""
