"""The API: everything that a page does, for programs, under `/api/v1`."""
