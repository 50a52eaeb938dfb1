import Host

/// Every directory in which a change may mean another zone, or other rules of one that is in use.
enum ZoneWatch {
  static func directories(_ zones: ZoneFiles, named names: Set<String>) -> [WatchedDirectory] {
    // `/etc/timezone` gives the name where `/etc/localtime` is no link.
    var watched = [
      WatchedDirectory(Directories.holding(zones.localtimePath), .these(["localtime", "timezone"]))
    ]
    if let target = Directories.target(ofLink: zones.localtimePath) {
      watched.append(PlanWatch.awaiting(target))
    }
    return watched + names.map { PlanWatch.awaiting("\(zones.directory)/\($0)") }
  }
}
