import Almanac
import Care

/// What a running daemon has in its memory: gone when it dies.
final class Tendd {
  /// What `tendd` keeps of the ledger, and what it could not record: the very values of the daemon.
  var memory = Memory()
  var backlog = Backlog()
  var planner: Planner
  var isRecording = true
  var isPlanRecorded = true
  /// Whether somebody recorded something while it could not.
  var isDisturbed = false
  /// The last event the journal took.
  var told: Int64 = 0
  var wakeup: Instant?
  /// What was decided in the transaction that failed last.
  var undone: (reports: [NewEvent], look: Look)?
  /// Handed to the channel and not answered yet.
  var underWay: Set<Errand> = []
  var waiting: [Send] = []
  var reports: [NewEvent] = []
  var returned: Set<ChannelName> = []

  init(planner: Planner) { self.planner = planner }

  struct Errand: Hashable {
    var message: Int64
    var route: Route
  }
}

/// What the journal took.
struct Journal {
  var isThere = true
  /// How often it has each event of the ledger, by number.
  private(set) var lines: [UInt8] = []
  /// Up to here a crash may have left lines that are told once more.
  private var crashedAt = 0

  mutating func take(_ number: Int64) throws(Trouble) {
    let index = Int(number)
    while lines.count <= index { lines.append(0) }
    if lines[index] > 0, index > crashedAt {
      throw Trouble("event \(number) was told twice, and nothing had crashed")
    }
    lines[index] = min(lines[index], 200) + 1
  }

  mutating func crashed() { crashedAt = lines.count }
  func has(_ number: Int64) -> Bool { Int(number) < lines.count && lines[Int(number)] > 0 }
}
