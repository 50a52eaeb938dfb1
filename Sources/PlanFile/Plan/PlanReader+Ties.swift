import Almanac
import Care

// `after-start-of` and `with-cycle-of`: days that are counted from another entry, and move along with it.

extension PlanReader {
  /// The other entry that the entry being read is counted from; what it comes to is found once all are read.
  struct PendingTie {
    let from: String
    let other: EntryID
    /// Where the other one is named.
    let node: Int
    let table: Int
    let reader: FieldReader
    let meaning: Meaning

    enum Meaning {
      case start(step: Int, last: Int?)
      case course([Timing.DayRange], node: Int)
    }
  }

  /// Reads what ties the entry to another one; the days of its timing are then left open.
  func readTie(_ table: Int, _ timing: Timing, _ reader: FieldReader) {
    guard let node = self.node(.afterStartOf) ?? self.node(.withCycleOf) else {
      for (field, other) in [(Field.forSpan, Field.afterStartOf), (.days, .withCycleOf)] {
        guard let node = self.node(field) else { continue }
        reader.error(
          key: node, "\"\(field.key)\" goes with \"\(other.key)\"; write \(other.key) = \"avapritinib\"")
      }
      return
    }
    let isStart = node == self.node(.afterStartOf)
    let own: Field = isStart ? .afterStartOf : .withCycleOf
    let foreign: [Field] =
      isStart
      ? [.withCycleOf, .days, .from, .cycle, .countdown, .between, .taper]
      : [.afterStartOf, .forSpan, .every, .cycle, .countdown, .between, .taper]
    var isAlone = true
    for field in foreign {
      guard let other = self.node(field) else { continue }
      isAlone = false
      reader.error(
        key: other,
        "\"\(field.key)\" cannot stand beside \"\(own.key)\", which counts the days from another entry"
      )
    }
    guard isAlone, let text = reader.text(node, example: "avapritinib") else { return }
    let key = reader.document.key(table)
    guard let other = EntryID(text) else {
      reader.error(
        value: node, "\"\(text)\" is not the id of an entry",
        suggestion: EntryID.suggested(for: text, taken: []).text)
      return
    }
    guard text != key else {
      reader.error(value: node, "\(reader.name(node)) names the entry itself")
      return
    }
    guard let meaning = isStart ? afterStart(timing, reader) : withCycle(table, reader) else { return }
    tie = PendingTie(
      from: key, other: other, node: node, table: table, reader: reader, meaning: meaning)
  }

  private func afterStart(_ timing: Timing, _ reader: FieldReader) -> PendingTie.Meaning? {
    let last = node(.forSpan).flatMap { days(of: $0, example: "8 weeks", reader) }
    if node(.forSpan) != nil, last == nil { return nil }
    if let until = node(.until), node(.forSpan) != nil {
      reader.error(key: until, "\"until\" cannot stand beside \"for\": each of them says when it ends")
    }
    switch timing.every {
    case nil where timing.elapsed == nil: return .start(step: 1, last: last)
    case .days(let days)?: return .start(step: days, last: last)
    case .weeks(let weeks)?: return .start(step: weeks * 7, last: last)
    default:
      if let node = node(.every) {
        reader.error(
          value: node, "beside \"after-start-of\", \"every\" takes days or weeks such as \"2 weeks\"")
      }
      return nil
    }
  }

  private func withCycle(_ table: Int, _ reader: FieldReader) -> PendingTie.Meaning? {
    guard let node = node(.days) else {
      reader.error(
        key: table,
        "\"with-cycle-of\" needs \"days\", counted from day 1 of each cycle; write days = [\"-1\", \"1..5\"]")
      return nil
    }
    let days = dayRanges(node, reader)
    return days.isEmpty ? nil : .course(days, node: node)
  }

  /// `8 weeks`, `10 days` as days.
  func days(of node: Int, example: String, _ reader: FieldReader) -> Int? {
    guard let text = reader.text(node, example: example) else { return nil }
    switch reader.known.steps.value(text, { Timing.Step($0) }) {
    case .days(let days)?: return days
    case .weeks(let weeks)?: return weeks * 7
    default:
      reader.error(
        value: node, "\"\(text)\" is not a number of days or weeks such as \"10 days\" or \"8 weeks\"")
      return nil
    }
  }

  /// Gives the tied entries the days that they come to.
  func resolveTies() {
    guard !ties.isEmpty, scanned.allAreTOML else { return }
    let others = Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
    for (index, tie) in ties { resolve(tie, index, others) }
  }

  private func resolve(_ tie: PendingTie, _ index: Int, _ others: [EntryID: Entry]) {
    guard let other = others[tie.other] else {
      // One that could not be read is reported already.
      guard sources.indices[tie.other.text] == nil else { return }
      let known = entries.map(\.id.text).filter { $0 != tie.from }
      tie.reader.error(
        value: tie.node, "there is no entry \"\(tie.other)\" in the plan",
        suggestion: Nearest.match(tie.other.text, among: known))
      return
    }
    guard other.tie == nil, !ties.contains(where: { $0.tie.from == tie.other.text }) else {
      tie.reader.error(
        value: tie.node,
        "\"\(tie.other)\" is counted from another entry itself; name the entry that it hangs on")
      return
    }
    switch tie.meaning {
    case .start(let step, let last): start(tie, index, other, step: step, last: last)
    case .course(let days, let node): course(tie, index, other, days, node)
    }
  }

  private func start(_ tie: PendingTie, _ index: Int, _ other: Entry, step: Int, last: Int?) {
    guard let first = other.timing.firstDay else {
      tie.reader.error(
        value: tie.node, "\"\(tie.other)\" has no first day to count from; write its from = \"2026-11-02\"")
      return
    }
    entries[index].tie = .start(of: tie.other)
    entries[index].timing.from = first + step
    if let last {
      entries[index].timing.until = first + last
      guard last < step else { return }
      tie.reader.error(
        key: tie.table,
        "\(tie.reader.label(tie.table)) never happens: \"for\" ends before the first step of \"every\"")
    } else if let until = entries[index].timing.until, until < first + step {
      tie.reader.error(
        key: tie.table,
        "\(tie.reader.label(tie.table)) never happens: \"until\" (\(until)) is before its first day (\(first + step))"
      )
    }
  }

  private func course(
    _ tie: PendingTie, _ index: Int, _ other: Entry, _ days: [Timing.DayRange], _ node: Int
  ) {
    guard let countdown = Timing.days(days, of: other.timing) else {
      if other.timing.cycle == nil {
        tie.reader.error(
          value: tie.node, "\"\(tie.other)\" has neither a cycle nor a countdown to count days from")
      } else {
        tie.reader.error(
          value: node,
          "the days of a cycle are counted from 1, and the day before it is -1; there is no day 0")
      }
      return
    }
    entries[index].tie = .course(of: tie.other, days: days)
    entries[index].timing.countdown = countdown
    let person = entries[index].person.flatMap { personIndex[$0] }.map { people[$0] }
    let moments = (person ?? (people.count == 1 ? people[0] : nil))?.moments ?? DayMoments()
    // A moment that the day does not have is reported where it stands.
    guard let schedule = try? Schedule(entries[index].timing, moments: moments, zone: .utc) else { return }
    if schedule.next(after: Instant(.min)) == nil {
      tie.reader.error(
        key: tie.table,
        "\(tie.reader.label(tie.table)) never happens: its keys leave no time that all of them allow")
    }
  }
}
