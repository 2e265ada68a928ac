"""People: accounts, the posts they hold, and what each post may see and do."""
