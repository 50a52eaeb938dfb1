import Almanac
import Care
import Host
import Household
import Ledger
import PlanFile

/// Keeps the plan in force: reads the files, accepts what is sound, and goes on with the newest good one otherwise.
final class PlanOffice {
  private let household: Household
  private let register: Register
  private let herald: Herald
  private var plan = Plan()
  private(set) var settings = Settings()
  /// The text of the settings in force.
  private var settingsFile: SourceFile?
  private var zones: ZoneBook
  private var revision: Int64?
  /// False until there is a plan, if only an empty one, that someone meant.
  private var isPlanKnown = false
  /// Whether the plan in force is in the ledger.
  private var isRecorded = true
  /// What was last said to be wrong, so that it is said once.
  private var lastRejection: [String] = []
  /// Up to where in the ledger the stocks of the plan in force are known, and on which day; nil begins anew.
  private var stocksFollowed: (day: CivilDate, event: Int64)?
  private(set) var planner: Planner
  private(set) var wording: Wording

  init(household: Household, register: Register, herald: Herald) throws {
    self.household = household
    self.register = register
    self.herald = herald
    zones = ZoneBook(machine: try household.zones.machineZone())
    planner = try Planner(plan: plan, settings: settings, zones: zones)
    wording = Wording(plan: plan, settings: settings, zones: zones)
  }

  /// Whose hand records what tendd records.
  var origin: EventOrigin {
    EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon, planRevision: revision)
  }

  /// The zones the plan in force names.
  var zoneNames: Set<String> { Set(plan.entries.compactMap { plan.zoneName(of: $0) }) }

  /// What the journal says of events.
  var journalWording: Wording {
    var wording = wording
    wording.privacy = settings.journalPrivacy
    return wording
  }

  /// How much may go this way.
  func privacy(of route: Route, through channel: Channel?) -> Settings.Privacy {
    plan.privacy(of: route, through: channel, settings)
  }

  /// What the plan in force makes of the ledger.
  ///
  /// Without any plan, because none reads any more, the rows that are there still remind.
  ///
  /// - Parameter returned: Channels that have come back: what they refused is due at once.
  func look(_ state: inout PlannerState, now: Instant, returned: Set<ChannelName>) -> Look {
    planner.look(
      &state, now: now, release: Release.date, followsPlan: isPlanKnown, returned: returned,
      clock: ClockStanding(
        isSynchronised: household.clock.isSynchronised(), sinceBoot: household.clock.sinceBoot()))
  }

  /// Lets the plan ask for what its stocks want, by what the ledger says is left.
  func followStocks(_ ledger: LedgerReader, now: Instant) throws {
    guard isPlanKnown, plan.keepsStock else { return }
    let (day, newest) = (zones.machine.local(at: now).date, try ledger.lastEventNumber())
    let changed = try stocksFollowed.flatMap { seen in
      seen.day == day ? try ledger.entries(withEventsAfter: seen.event) : nil
    }
    stocksFollowed = (day, newest)
    let news = try ledger.errands(of: changed, in: planner, now: now)
    let errands = changed == nil ? news : plan.errands.merging(news) { $1 }
    guard errands != plan.errands else { return }
    plan.errands = errands
    rebuild()
  }

  /// Takes up the newest good plan from the ledger, then reads the files.
  func start() {
    let last = try? register.ledger.read { try $0.lastProcessed() }
    takeUpKept()
    if isPlanKnown {
      try? register.ledger.read { try followStocks($0, now: household.clock.now()) }
      register.writeRows(self, planner)
    }
    record(.started(Start(version: Release.version, lastProcessed: last ?? nil)))
    _ = reload(settled: true)
  }

  /// Reads the files again and accepts or rejects them.
  ///
  /// Returns false, with everything as it was, when there is bad news and the files have not settled: an editor that
  /// is just replacing them lets them look empty, cut short or gone.
  func reload(settled: Bool) -> Bool {
    let files: PlanFiles
    do {
      files = try household.readPlanFiles()
    } catch {
      if settled { reject(["\(error)"]) }
      return settled
    }
    let loaded = household.load(files)
    var complaints = loaded.diagnostics.filter { $0.severity == .error }.map(\.description)
    var plan = loaded.plan.plan
    if plan?.entries.isEmpty ?? false, !self.plan.entries.isEmpty, !isKept(files) {
      plan = nil
      complaints.append(
        "the plan has no entries any more, which looks like a mistake; if it is meant: tend reload --accept")
    }
    guard settled || (complaints.isEmpty && !isLosing(plan, files)) else { return false }

    // The settings and the plan stand apart: a mistake in one does not hold up the other.
    if let settings = loaded.settings.settings {
      self.settings = settings
      settingsFile = files.settings
    }
    if let plan {
      accept(plan, files, isMended: complaints.isEmpty)
    } else {
      rebuild()
    }
    if complaints.isEmpty { lastRejection = [] } else { reject(complaints) }
    return true
  }

  /// Records the plan in force, should that have failed before.
  func catchUp() {
    if !isRecorded { _ = reload(settled: true) }
  }

  /// The ledger is another one, or an older state of it: whatever it does not know of the plan is recorded again.
  func recordAnew() {
    revision = nil
    _ = reload(settled: true)
  }

  /// Records an event of tendd's own.
  func record(_ body: EventBody) { register.record(body, origin, journalWording) }

  /// Reads the zones again.
  ///
  /// Returns false, with everything as it was, when the machine has none and the files have not settled: a link that
  /// is being replaced may be gone for a moment.
  func followZones(settled: Bool) -> Bool {
    guard settled || Directories.exists(household.zones.localtimePath) else { return false }
    let machine: ZoneRules
    do {
      machine = try household.zones.machineZone()
    } catch {
      if settled { herald.warn("\(error); going on in \(zones.machine.name)", priority: 3) }
      return settled
    }
    let old = zones.machine.name
    zones.machine = machine
    rebuild()
    if machine.name != old { record(.zoneChanged(from: old, to: machine.name)) }
    return true
  }

  /// Whether these very files are what the ledger keeps as accepted: someone said that they are meant.
  private func isKept(_ files: PlanFiles) -> Bool {
    (try? register.ledger.read { try $0.latestPlan()?.files == files.texts }) ?? false
  }

  /// Whether something would go that may only be gone for a moment.
  private func isLosing(_ plan: Plan?, _ files: PlanFiles) -> Bool {
    guard let plan, files.settings != nil || settingsFile == nil else { return true }
    return self.plan.entries.contains { plan.entry($0.id) == nil }
  }

  /// The newest plan in the ledger that still reads.
  private func takeUpKept() {
    do {
      guard let latest = try register.ledger.read({ try $0.latestPlan() }) else { return }
      if takeUp(latest) { return }
      herald.warn(
        "the newest plan in the ledger does not read any more; looking for an older one", priority: 3)
      for kept in try register.ledger.read({ try $0.plans() }).reversed() where takeUp(kept) { return }
    } catch {
      herald.warn("the plans in the ledger do not read (\(error))", priority: 3)
    }
  }

  private func takeUp(_ kept: PlanText) -> Bool {
    let files = PlanFiles(kept)
    let loaded = household.load(files)
    guard let plan = loaded.plan.plan else { return false }
    let old = (self.plan, settings)
    self.plan = plan
    settings = loaded.settings.settings ?? settings
    guard rebuild() else {
      (self.plan, settings) = old
      return false
    }
    settingsFile = files.settings
    revision = kept.revision
    isPlanKnown = true
    return true
  }

  private func accept(_ plan: Plan, _ files: PlanFiles, isMended: Bool) {
    let old = self.plan
    self.plan = plan
    // What was asked for stays asked for until the ledger says otherwise.
    self.plan.errands = old.errands.filter { plan.entry($0.key)?.stock != nil }
    stocksFollowed = nil
    guard rebuild() else {
      self.plan = old
      rebuild()
      return
    }
    isPlanKnown = true
    var kept = files
    kept.settings = settingsFile
    let accepted = register.accept(plan, kept, origin, isMended: isMended)
    isRecorded = accepted != nil
    revision = accepted ?? revision
  }

  private func reject(_ diagnostics: [String]) {
    guard diagnostics != lastRejection else { return }
    lastRejection = diagnostics
    record(.planRejected(PlanRejection(diagnostics: diagnostics, keepsEarlierPlan: !plan.entries.isEmpty)))
  }

  /// Makes planner and wording anew; false when the plan cannot be planned, which is said.
  @discardableResult
  private func rebuild() -> Bool {
    do {
      let zones = household.zoneBook(for: plan, machine: zones.machine)
      planner = try Planner(plan: plan, settings: settings, zones: zones)
      wording = Wording(plan: plan, settings: settings, zones: zones)
      self.zones = zones
      return true
    } catch {
      herald.warn("the plan cannot be planned (\(error))", priority: 3)
      return false
    }
  }
}
