"""Every write of the public site: articles, reports of errors, subscriptions and the mails to them."""
