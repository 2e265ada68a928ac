"""The public site: everything that needs no account, and nothing that is not published."""
