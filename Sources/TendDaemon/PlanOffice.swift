import Almanac
import Care
import Host
import Household
import Ledger
import PlanFile

/// Keeps the plan in force: reads the files, accepts what is sound, and goes on with the newest good one otherwise.
final class PlanOffice {
  private let household: Household
  private let ledger: Ledger
  private let herald: Herald
  private var plan = Plan()
  private var settings = Settings()
  private var zones: ZoneBook
  private var revision: Int64?
  /// What was last said to be wrong, so that it is said once.
  private var lastRejection: [String] = []
  private(set) var planner: Planner
  private(set) var wording: Wording

  init(household: Household, ledger: Ledger, herald: Herald) throws {
    self.household = household
    self.ledger = ledger
    self.herald = herald
    zones = ZoneBook(machine: try household.zones.machineZone())
    planner = try Planner(plan: plan, settings: settings, zones: zones)
    wording = Wording(plan: plan, settings: settings, zones: zones)
  }

  /// Whose hand records what tendd records.
  var origin: EventOrigin { EventOrigin(actor: "tendd", channel: "tendd", planRevision: revision) }

  /// Takes up the newest good plan from the ledger, then reads the files.
  func start() throws {
    let (latest, last) = try ledger.read { (try $0.latestPlan(), try $0.lastProcessed()) }
    if let latest { takeUp(latest) }
    record(.started(Start(version: Release.version, lastProcessed: last)))
    reload()
  }

  /// Reads the files again and accepts or rejects them.
  func reload() {
    let files: PlanFiles
    do {
      files = try household.readPlanFiles()
    } catch {
      reject(["\(error)"])
      return
    }
    let loaded = household.load(files, judged: true)
    // The settings and the plan stand apart: a mistake in one does not hold up the other.
    if let settings = loaded.settings.settings { self.settings = settings }
    var complaints = loaded.diagnostics.filter { $0.severity == .error }.map(\.description)
    if let plan = loaded.plan.plan {
      if plan.entries.isEmpty, !self.plan.entries.isEmpty, !isKept(files) {
        complaints.append(
          "the plan has no entries any more, which looks like a mistake; if it is meant: tend reload --accept"
        )
        rebuild()
      } else {
        accept(plan, files)
      }
    } else {
      rebuild()
    }
    if complaints.isEmpty { lastRejection = [] } else { reject(complaints) }
  }

  /// Records an event of tendd's own; a ledger that cannot be written is reported by the next look.
  func record(_ body: EventBody) {
    do {
      try ledger.transaction(origin, try household.stamp()) { _ = try $0.append(NewEvent(body)) }
    } catch {
      herald.warn("not recorded: \(body.kind.rawValue) (\(error))", priority: 3)
    }
  }

  /// Reads the machine's zone again; returns whether it is another one.
  func followMachineZone() -> Bool {
    let machine: ZoneRules
    do {
      machine = try household.zones.machineZone()
    } catch {
      herald.warn("\(error); going on in \(zones.machine.name)", priority: 3)
      return false
    }
    guard machine != zones.machine else { return false }
    let old = zones.machine.name
    zones.machine = machine
    rebuild()
    record(.zoneChanged(from: old, to: machine.name))
    return true
  }

  /// Whether these very files are what the ledger keeps as accepted: someone said that they are meant.
  private func isKept(_ files: PlanFiles) -> Bool {
    (try? ledger.read { try $0.latestPlan()?.files == files.texts }) ?? false
  }

  private func takeUp(_ kept: PlanText) {
    let loaded = household.load(PlanFiles(kept), judged: false)
    guard let plan = loaded.plan.plan else { return }
    revision = kept.revision
    self.plan = plan
    rebuild()
  }

  private func accept(_ plan: Plan, _ files: PlanFiles) {
    let old = (self.plan, zones)
    self.plan = plan
    guard rebuild() else {
      (self.plan, zones) = old
      rebuild()
      return
    }
    do {
      revision = try household.accept(plan, files, into: ledger, origin: origin)
    } catch {
      herald.warn("the plan is in force but not recorded (\(error))", priority: 3)
    }
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
      zones = household.zoneBook(for: plan, machine: zones.machine)
      planner = try Planner(plan: plan, settings: settings, zones: zones)
      wording = Wording(plan: plan, settings: settings, zones: zones)
      return true
    } catch {
      reject(["\(error)"])
      return false
    }
  }
}
