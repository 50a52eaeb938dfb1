import Almanac
import CAllocations
import Glibc

// recurrence-bench START RRULE OCCURRENCES SECONDS: expands a rule in Europe/Berlin again and again for that long.
// Prints occurrences a second and the allocations made between the first and the last occurrence of one expansion.
// recurrence-bench far START RRULE SECONDS: prints nanoseconds for one occurrence a hundred years on.

/// Ends the program with a message on standard error.
func stop(_ message: String) -> Never {
  fputs("recurrence-bench: \(message)\n", stderrStream)
  exit(64)
}

func berlin() -> ZoneRules {
  guard let file = fopen("/usr/share/zoneinfo/Europe/Berlin", "rb") else { stop("no Europe/Berlin") }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 65_536)
  bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
  do {
    return try ZoneRules(name: "Europe/Berlin", tzif: bytes)
  } catch {
    stop("\(error)")
  }
}

func set(_ start: String, _ rule: String) -> RecurrenceSet {
  guard let start = CalendarTime(start) else { stop("bad start \(start)") }
  do {
    return RecurrenceSet(start: start, zone: berlin(), rules: [try RecurrenceRule(rule)])
  } catch {
    stop("\(error)")
  }
}

func measure(_ set: RecurrenceSet, _ wanted: Int, _ seconds: Double) {
  let clock = ContinuousClock()
  var (found, sum, allocations) = (0, Int64(0), UInt(0))
  var elapsed = Duration.zero
  while elapsed < .seconds(seconds) {
    let begin = clock.now
    var occurrences = set.occurrences()
    var left = wanted
    // Outside the count: what the first occurrence has to set up.
    if let first = occurrences.next() {
      sum &+= first.secondsSinceEpoch
      found += 1
      left -= 1
    }
    let before = allocations_made()
    while left > 0, let instant = occurrences.next() {
      sum &+= instant.secondsSinceEpoch
      found += 1
      left -= 1
    }
    allocations = allocations_made() - before
    elapsed += clock.now - begin
  }
  print(Int(Double(found) / (elapsed / .seconds(1))), allocations, sum)
}

func measureFar(_ set: RecurrenceSet, _ seconds: Double) {
  let clock = ContinuousClock()
  let century = Int64(36_525) * 86_400
  guard let first = set.occurrences().first(where: { _ in true }) else { stop("the rule has no occurrence") }
  var (rounds, sum) = (0, Int64(0))
  let begin = clock.now
  while clock.now - begin < .seconds(seconds) {
    for offset in 0..<1000 {
      sum &+= set.next(after: first + century + Int64(offset) * 3600)?.secondsSinceEpoch ?? 0
    }
    rounds += 1000
  }
  print((clock.now - begin) / .seconds(1) * 1e9 / Double(rounds), 0, sum)
}

/// C's `stderr` is a mutable global; this is the same stream, opened once.
nonisolated(unsafe) let stderrStream = fdopen(2, "w")

guard allocations_made() > 0 else { stop("allocations are not counted") }
let arguments = CommandLine.arguments
if arguments.count == 5, arguments[1] == "far", let seconds = Double(arguments[4]) {
  measureFar(set(arguments[2], arguments[3]), seconds)
} else if arguments.count == 5, let wanted = Int(arguments[3]), let seconds = Double(arguments[4]) {
  measure(set(arguments[1], arguments[2]), wanted, seconds)
} else {
  stop("usage: recurrence-bench [far] START RRULE OCCURRENCES SECONDS")
}
