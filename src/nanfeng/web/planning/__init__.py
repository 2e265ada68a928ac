"""Plans on the page: every target and measure, where it stands, who answers for it, and what departments report."""
