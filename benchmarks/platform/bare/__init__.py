"""The pages as somebody would write them by hand in a fresh Django project, on the platform's own tables."""
