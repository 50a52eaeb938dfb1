import Almanac
import ArgumentParser
import FoundationEssentials
import Glibc
import Host
import Household

/// `tend expand`: what a rule, a calendar event or a timing comes to, for checking against other programs.
struct Expand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "expand",
    abstract: "Expand a recurrence rule, a systemd calendar event or a timing into instants.",
    discussion: """
      With --batch it reads JSON Lines on standard input and answers each line with one line:
      {"id":"a","start":"20260301T080000","zone":"Europe/Berlin","rrule":"FREQ=DAILY;COUNT=3"}
      A timing has the keys of the plan: {"at":["08:00","20:00"],"every":"2 days","from":"2026-03-01"}
      A calendar event skips a time that spring leaves out, as systemd does; inside a plan it rings once.
      """)

  @Flag(name: .long, help: "Read requests as JSON Lines on standard input.")
  var batch = false

  @Option(name: .long, help: "DTSTART: 20260301T080000, or with Z, or a date.")
  var start: String?

  @Option(name: .long, help: "An IANA zone; without one times are counted as if in UTC.")
  var zone: String?

  @Option(name: .long, help: "An RFC 5545 rule: FREQ=DAILY;COUNT=3. May be repeated.")
  var rrule: [String] = []

  @Option(name: .long, help: "A time or a period to add. May be repeated.")
  var rdate: [String] = []

  @Option(name: .long, help: "A time to leave out. May be repeated.")
  var exdate: [String] = []

  @Option(name: .long, help: "A systemd calendar event: “Mon..Fri 08:00”.")
  var calendar: String?

  @Option(name: .long, help: "The timing keys of a plan, as JSON.")
  var timing: String?

  @Option(name: .long, help: "Only later than this: RFC 3339, or 20260301T080000. For a calendar event: now.")
  var after: String?

  @Option(name: .long, help: "Only earlier than this.")
  var before: String?

  @Option(name: .long, help: "At most this many; without it 20.")
  var limit: Int?

  private static let screenful = 20

  func run(_ context: CommandContext) throws {
    let zones = context.household.zones
    let expander = Expander { try zones.load(named: $0) }
    guard batch else { return try printTable(expander, context) }
    guard isAlone else {
      throw CommandFailure(
        "--batch reads everything from standard input: no other option goes beside it", code: .usage)
    }
    let answers = ExpandBatch(expander)
    while let line = readLine(strippingNewline: true) {
      context.printer.machine(answers.answer(line))
      // Whoever asks line by line waits for each answer.
      context.printer.flush()
    }
    // An input that cannot be read ends like one that is at its end; asked for nothing, it says which it was.
    guard read(STDIN_FILENO, nil, 0) == 0 else {
      throw CommandFailure("cannot read standard input: \(String(cString: strerror(errno)))")
    }
  }

  private func printTable(_ expander: Expander, _ context: CommandContext) throws {
    do {
      var request = try request
      if calendar != nil, after == nil { request.after = context.household.clock.now().rfc3339 }
      var expansion = try expander.expand(request)
      let more = limit == nil && expansion.instants.count > Self.screenful
      if more { expansion.instants.removeLast() }
      for line in ExpandTable(expansion: expansion).lines { context.printer.line(line) }
      if more {
        context.printer.problem("tend: these are the first \(Self.screenful); --limit asks for more")
      }
    } catch let error as DecodingError {
      throw CommandFailure("--timing: \(error.plain)", code: .usage)
    } catch {
      throw CommandFailure("\(error)", code: .usage)
    }
  }

  /// No option but --batch is given.
  private var isAlone: Bool {
    [start, zone, calendar, timing, after, before].allSatisfy { $0 == nil } && limit == nil
      && [rrule, rdate, exdate].allSatisfy(\.isEmpty)
  }

  private var request: ExpandRequest {
    get throws {
      var request = ExpandRequest()
      request.start = start
      request.zone = zone
      request.rrule = rrule.isEmpty ? nil : TextList(rrule)
      request.rdate = rdate.isEmpty ? nil : TextList(rdate)
      request.exdate = exdate.isEmpty ? nil : TextList(exdate)
      request.calendar = calendar
      request.timing = try timing.map {
        try JSONDecoder().decode(ExpandTiming.self, from: Data($0.utf8))
      }
      request.after = after
      request.before = before
      // One more, to know whether there are more.
      request.limit = limit ?? Self.screenful + 1
      return request
    }
  }
}
