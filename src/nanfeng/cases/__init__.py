"""Cases: what goes through stages, moved by people in roles. There is one stage machine, and it stands here."""
