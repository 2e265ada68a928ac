"""The pages of the public site, and the few behind it for those who write news and answer readers."""
