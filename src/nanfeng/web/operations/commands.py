"""The commands that the platform adds to the program, by entry point."""

from nanfeng.cli.command import Command

commands = {
    "demo": Command(
        "nanfeng.web.operations.commands_demonstration:demo_command",
        "Fill an empty home with made-up records, close them, publish the report, and open accounts for every role.",
    ),
    "intake": Command(
        "nanfeng.web.operations.commands_records:intake_command",
        "Take spreadsheets in, as the office: returns count as reviewed. Rows that are wrong come back in a "
        "file that says what to mend; nothing is lost.",
    ),
    "withdraw": Command(
        "nanfeng.web.operations.commands_history:withdraw_command",
        "Take a kept record back: it stays with all its versions, and no later figure counts it.",
    ),
    "close": Command(
        "nanfeng.web.operations.commands_records:close_command",
        "Freeze all records, of reviewed forms the approved ones, into a vintage. Equal records give an "
        "equal vintage, whenever and wherever.",
    ),
    "report": Command(
        "nanfeng.web.operations.commands_report:report_command",
        "Compute a release and write it as web page, PDF and Word, in both languages; the public does not see it yet.",
    ),
    "history": Command(
        "nanfeng.web.operations.commands_history:history_command",
        "List what became of vintages and releases, with time, reason and note; the latest first.",
    ),
    "reindex": Command(
        "nanfeng.web.operations.commands_history:reindex_command",
        "Build the directory of organisations, and with it their search, anew from the records.",
    ),
    "serve": Command(
        "nanfeng.web.operations.commands_serving:serve_command",
        "Run the platform until stopped: web server, jobs and, unless DATABASE_URL is set, its database.",
    ),
    "worker": Command(
        "nanfeng.web.operations.commands_serving:worker_command",
        "Do jobs until stopped. `nanfeng serve` runs one by itself; more may run, on other machines too.",
    ),
    "migrate": Command(
        "nanfeng.web.operations.commands_serving:migrate_command",
        "Bring the database's tables to this version. `nanfeng serve` does it when it starts.",
    ),
    "check": Command(
        "nanfeng.web.operations.commands_check:check_command",
        "Say everything that is wrong with this installation, and how to mend it. Nothing is changed.",
    ),
    "user": Command(
        "nanfeng.web.operations.commands_people:user_app",
        "Accounts: the first administrator, invitations, lost second factors.",
    ),
    "audit": Command("nanfeng.web.operations.commands_log:audit_app", "The log of everything that was done."),
    "backup": Command(
        "nanfeng.web.operations.commands_keeping:backup_command",
        "Write everything into one file: the database and all files of the home, as of one moment, with digests.",
    ),
    "restore": Command(
        "nanfeng.web.operations.commands_keeping:restore_command",
        "Fill an empty home (--home) and an empty database from a backup, and compare every file and row with it.",
    ),
    "database": Command(
        "nanfeng.web.operations.commands_serving:database_app",
        "The platform's own database, where DATABASE_URL names no other.",
    ),
}
