"""The look that all pages share: layout, components, words in two languages, numbers in the reader's habit."""
