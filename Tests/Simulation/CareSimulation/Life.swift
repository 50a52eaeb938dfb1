import Almanac
import Care

/// One family's life with Tend, wholly from a script: a plan, a daemon that may die at any effect, a disk, a journal and
/// a channel that may fail, clocks that may lie, and two carers.
///
/// What stands in the daemon's place calls the code that tendd runs; only the outside is made up. After every step
/// everything `Checks` knows must hold.
public final class Life {
  let script: Script
  /// What the machine's clock shows.
  var now: Instant
  /// Seconds really lived.
  public internal(set) var lived: Int64 = 0
  let ledger = SimulatedLedger()
  let settings: Settings
  /// As the file has it, and since when.
  var plan: Plan
  var planEditedAt: Instant
  /// Where the computer is.
  var place: NaiveZone
  var tendd: Tendd?
  var disk = Disk.fine
  var journal = Journal()
  /// Channels that take nothing.
  var down: Set<ChannelName> = []
  /// How often what happened.
  public internal(set) var coverage = Coverage()
  let checks = Checks()
  /// The dice of the present step.
  var dice: Dice
  /// Where the daemon is to be killed next.
  var crash: CrashPoint?
  var newIDs = 0
  public private(set) var trace: [String] = []
  public private(set) var looks = 0
  public private(set) var steps = 0
  public var recorded: Int { ledger.events.count }

  static let release = Instant(rfc3339: "2026-10-01T00:00:00Z") ?? Instant(0)

  enum Disk { case fine, full, gone, lockedByAnother }
  enum CrashPoint: CaseIterable {
    case inTransaction, beforeTelling, whileTelling, beforeDispatch, afterDispatch
  }
  struct Crash: Error {}
  struct DiskFault: Error {}

  public init(_ script: Script) {
    self.script = script
    dice = Dice(script.seed)
    let start = Family.date(dice.pick(Family.starts))
    place = dice.pick(NaiveZone.allCases)
    now = place.instant(of: Int64(start.daysSinceEpoch) * 86_400 + Int64(dice.roll(0...86_399)))
    settings = Family.settings(&dice)
    plan = Family.plan(start, &dice)
    plan.entries = plan.entries.enumerated().filter { !script.withoutEntries.contains($0.offset) }.map(
      \.element)
    planEditedAt = now
  }

  /// Lives the whole script; throws what does not hold.
  public func run() throws {
    do {
      try startTendd()
      for step in script.steps where !script.without.contains(step.number) {
        dice = Dice(step.dice)
        try act(step)
      }
      try checks.checkReplay(self)
      try checks.checkStocks(self)
    } catch let error as Trouble {
      throw error
    } catch {
      throw Trouble("\(error)")
    }
  }

  var today: CivilDate {
    CivilDateTime(wallSeconds: now.secondsSinceEpoch + place.offset(at: now.secondsSinceEpoch)).date
  }

  func note(_ text: @autoclosure () -> String) {
    guard script.isTraced else { return }
    let wall = CivilDateTime(wallSeconds: now.secondsSinceEpoch + place.offset(at: now.secondsSinceEpoch))
    trace.append("  \(wall) \(text())")
  }

  func didLook() { looks += 1 }

  private func act(_ step: Script.Step) throws {
    if script.isTraced { trace.append("\(step.number) \(step.kind)") }
    steps += 1
    if !down.isEmpty, dice.roll(0...4) == 0 { turnChannel() }
    checks.quietSince = nil
    switch step.kind {
    case .wait: try wait(step.seconds)
    case .answer: try answer()
    case .twoCarers: try twoCarers()
    case .answerAhead: try answerAhead()
    case .takeAsNeeded: try takeAsNeeded()
    case .snooze: try snooze()
    case .undo: try undo()
    case .review: try review()
    case .pause: try pauseOrResume()
    case .hold: try holdOrRelease()
    case .stay: try admitOrDischarge()
    case .count: try countStock()
    case .editPlan: try editPlan()
    case .kill: kill()
    case .start: if tendd == nil { try startTendd() }
    case .crash: crash = dice.pick(CrashPoint.allCases)
    case .turnOff: try turnOff(step.seconds)
    case .suspend: suspend(step.seconds)
    case .stepClock: stepClock()
    case .moveZone: try moveZone()
    case .breakDisk: breakDisk()
    case .mendDisk: disk = .fine
    case .journal:
      journal.isThere.toggle()
      coverage.note(journal.isThere ? "the journal comes back" : "the journal is away")
    case .channel: turnChannel()
    }
    replyLate()
    // What anybody does reaches a running tendd at once.
    if tendd != nil { try look() }
  }
}

/// A promise that did not hold.
public struct Trouble: Error, CustomStringConvertible {
  public let what: String
  init(_ what: String) { self.what = what }
  public var description: String { what }
}
