// Held equal to systemd/tend.service.in by a test, which writes this file anew with RECORD_SNAPSHOTS=1.

extension UnitFile {
  static let template = #"""
    # The reminder daemon, in the service manager of the user whose plan it keeps.
    # `tend service install` writes this file with @bindir@ replaced by an absolute path.

    [Unit]
    Description=Tend, a caregiver's reminders

    # A daemon that ends again and again reminds nobody: after ten starts within a minute somebody is told, at the loudest,
    # by tend-failure.service. It starts tendd again a minute later, so no number of failures makes systemd give up.
    StartLimitIntervalSec=1min
    StartLimitBurst=10
    OnFailure=tend-failure.service

    [Service]
    Type=notify
    NotifyAccess=main
    ExecStart=@bindir@/tendd
    ExecReload=/bin/kill -HUP $MAINPID

    # Back after every end but `systemctl --user stop`: a clean exit nobody asked for loses reminders too.
    # Two seconds keep a daemon that cannot start from filling the journal, and a crash from costing a dose.
    Restart=always
    RestartSec=2s

    # The longest a hung daemon stays unnoticed; also its only wake-up while nothing is due (about one a minute).
    WatchdogSec=2min
    # A hung daemon is ended without ceremony: inside the sandbox Swift's crash reporter could only hang in its turn.
    TimeoutAbortSec=10s
    Environment=SWIFT_BACKTRACE=enable=no

    # Lines on stderr, a crash report's among them, carry the same tag as the reminders.
    SyslogIdentifier=tend

    # Health data: no file of ours for others to read, and no memory image of it on disk.
    UMask=0077
    LimitCORE=0

    # Every line below takes hold in a user manager without privilege (Tests/Host/test_unit.py tries each).
    # What needs a mount namespace (ProtectSystem=, PrivateTmp=, ...) is left out on purpose: in a user unit
    # it depends on PrivateUsers=yes, which ends the start with 217/USER wherever the kernel or its security module
    # forbids unprivileged user namespaces. It would buy little: plan and ledger may lie anywhere XDG says.
    NoNewPrivileges=yes
    LockPersonality=yes
    MemoryDenyWriteExecute=yes
    RestrictAddressFamilies=AF_UNIX
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    SystemCallArchitectures=native
    SystemCallFilter=@system-service
    SystemCallFilter=~@privileged @resources
    # Asked whether anything keeps the clock right; to set it would take a capability that tendd does not have.
    SystemCallFilter=adjtimex
    # Threads of SQLite's library set their own priority, and complain in the journal when they may not.
    SystemCallFilter=setpriority
    SystemCallErrorNumber=EPERM

    [Install]
    # Not graphical-session.target: reminders also go to a computer nobody is logged in to (lingering).
    WantedBy=default.target

    """#
}
