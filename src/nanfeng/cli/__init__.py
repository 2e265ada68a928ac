"""The command line: one function a command, each a few calls into the rooms below."""
