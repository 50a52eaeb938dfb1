import Almanac
public import Care
public import Host
public import Ledger
import PlanFile

extension Household {
  /// The most bytes a file of the plan may have.
  private static let sizeLimit = 32 << 20

  /// Reads the files of the plan and the settings; missing ones are an empty plan and the defaults.
  public func readPlanFiles() throws(FileError) -> PlanFiles {
    try PrivateDirectory.check(paths.configDirectory)
    try PrivateDirectory.check(paths.planDirectory, isInside: true)
    var files = PlanFiles(plan: [])
    let paths = [paths.planFile] + (try Directories.files(in: paths.planDirectory, suffix: ".toml"))
    for path in paths {
      guard let file = try read(path) else { continue }
      files.plan.append(file)
      if let modified = Directories.settledTime(of: path) {
        files.setTime(modified, of: file.path)
      }
    }
    files.settings = try read(self.paths.settingsFile)
    return files
  }

  /// Understands the files.
  public func load(_ files: PlanFiles) -> LoadedFiles {
    LoadedFiles(
      plan: PlanLoader.load(files.plan) { (try? zones.load(named: $0)) != nil },
      settings: SettingsLoader.load(files.settings))
  }

  /// The path as it is shown and kept: relative to the directory of the plan.
  public func shortPath(_ path: String) -> String {
    let prefix = paths.configDirectory + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  private func read(_ path: String) throws(FileError) -> SourceFile? {
    do {
      return SourceFile(
        path: shortPath(path), text: try RegularFile.read(path, limit: Household.sizeLimit, isOurs: true))
    } catch  where error.cause == .missing {
      // A link to nothing is not a plan without entries: what it leads to may be gone for a moment only.
      guard Directories.target(ofLink: path) == nil else { throw error }
      return nil
    }
  }

  /// Records a plan as accepted, and returns its revision.
  ///
  /// An entry that is new, or whose times changed, counts from when its file came to be as it is. One that the ledger
  /// has last is recorded again only to say that it holds after all.
  ///
  /// - Parameter isMended: Whether nothing is wrong any more, so that an earlier rejection is over.
  public func accept(
    _ plan: Plan, _ files: PlanFiles, into ledger: Ledger, origin: EventOrigin, isMended: Bool = true
  ) throws -> Int64 {
    let now = clock.now()
    let texts = files.texts
    return try ledger.transaction(origin, try stamp(at: now)) { ledger in
      for renaming in try ledger.renamings().new(in: plan, hasHistory: ledger.hasHistory) {
        try ledger.append(NewEvent(entry: renaming.to, .renamed(renaming)))
      }
      let lastProcessed = try ledger.lastProcessed()
      let latest = try ledger.latestPlan()
      let times = EntryTimes(files, after: latest)
      let known = try ledger.entrySince()
      var changed: [EntryID] = []
      for entry in plan.allEntries {
        let fingerprint = plan.timingFingerprint(of: entry)
        guard known[entry.id]?.fingerprint != fingerprint else { continue }
        changed.append(entry.id)
        let since = since(times.time(of: entry.id), now: now, lastProcessed: lastProcessed)
        try ledger.setSince(EntrySince(fingerprint: fingerprint, since: since), of: entry.id)
      }
      let removed = known.keys.filter { plan.entry($0) == nil }.sorted()
      for id in removed { try ledger.setSince(nil, of: id) }
      for entry in plan.entries where entry.stock != nil {
        let counts = entry.stockCounts(after: try ledger.stockEvents(of: entry.id), at: now, by: origin.actor)
        for count in counts { try ledger.append(NewEvent(entry: entry.id, .stock(count))) }
      }
      if let latest, latest.files == texts {
        let said = try ledger.latestEvents(1, of: [.planAccepted, .planRejected]).first?.body.kind
        guard isMended, said == .planRejected else { return latest.revision }
      }
      let lines = latest.flatMap { changes(from: PlanFiles($0), to: plan, files, now: now) }
      let revision = try ledger.keepPlan(files: texts, hash: files.digest)
      try ledger.append(
        NewEvent(
          .planAccepted(
            PlanAcceptance(
              hash: files.digest, entries: plan.entries.count, changed: changed, removed: removed,
              lines: lines))))
      return revision
    }
  }

  /// What a plan says otherwise than the one before, and which next times it moves; nil where that one does not read.
  private func changes(from before: PlanFiles, to plan: Plan, _ files: PlanFiles, now: Instant) -> [String]? {
    let loaded = load(before)
    guard let old = loaded.plan.plan else { return nil }
    let settings = loaded.settings.settings ?? Settings()
    var lines = PlanDiff(old: old, new: plan).lines
    if let first = try? Planner(plan: old, settings: settings, zones: try zoneBook(for: old)),
      let second = try? Planner(plan: plan, settings: settings, zones: try zoneBook(for: plan))
    {
      lines += PlanMoves(old: first, new: second, now: now).lines(in: second.zones.machine, now: now)
    }
    return lines
  }

  /// Never in the future, and where the clock is plainly behind not before what is known to have passed.
  ///
  /// Otherwise a plan read under a clock of 1970 would catch up on decades once the clock is right.
  private func since(_ written: Instant?, now: Instant, lastProcessed: Instant?) -> Instant {
    let latest = max(now, Release.date, lastProcessed ?? now)
    // What is put there under such a clock has its time.
    guard now >= Release.date, let written else { return latest }
    return min(written, latest)
  }
}
