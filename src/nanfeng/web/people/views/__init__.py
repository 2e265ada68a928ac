"""Pages of accounts, posts, invitations and claims."""
