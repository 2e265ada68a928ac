"""Running an installation: serve, check, backup and restore, accounts, the log, from the command line.

`commands` names what is typed and `commands_*` reads it: they are loaded with the program, before Django knows where
state lives. All others know models, and are reached by name after `begin.prepared`.
"""
