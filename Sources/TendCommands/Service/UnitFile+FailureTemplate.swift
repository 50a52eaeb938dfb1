// Held equal to systemd/tend-failure.service.in by a test, which writes this file anew with RECORD_SNAPSHOTS=1.

extension UnitFile {
  static let failureTemplate = #"""
    # Tells that the reminders cannot be kept up, and tries once more after a minute.
    # `tend service install` writes this file with @bindir@ replaced by an absolute path.

    [Unit]
    Description=Tell that nobody is reminded

    [Service]
    Type=oneshot
    ExecStart=@bindir@/tend service failed
    # A minute in which whoever was told can look, then again from the beginning: a daemon that stays dead reminds nobody.
    ExecStart=/bin/sleep 60
    ExecStart=-/bin/sh -c "systemctl --user --quiet is-failed tend.service && systemctl --user reset-failed tend.service && systemctl --user --no-block start tend.service"
    TimeoutStartSec=5min
    SyslogIdentifier=tend
    UMask=0077

    """#
}
