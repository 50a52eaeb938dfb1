import Almanac

/// The rows a planner works on, each at a position of its own, found by id, by key and by entry.
struct RowTable: Sendable {
  private struct Row: Sendable {
    var occurrence: Occurrence
    var isInLine: Bool
  }

  private var rows: [Row?] = []
  private var freePositions: [Int] = []
  private var byID: [OccurrenceID: Int] = [:]
  private var byKey: [OccurrenceKey: Int] = [:]
  private var byEntry: [EntryID: [Int]] = [:]

  /// In no particular order.
  var positions: Dictionary<OccurrenceID, Int>.Values { byID.values }
  var entries: Dictionary<EntryID, [Int]>.Keys { byEntry.keys }

  func position(of id: OccurrenceID) -> Int? { byID[id] }
  func position(of key: OccurrenceKey) -> Int? { byKey[key] }
  /// In no particular order.
  func positions(of entry: EntryID) -> [Int] { byEntry[entry] ?? [] }

  /// The row at a position that was given for it.
  subscript(position: Int) -> Occurrence { row(position).occurrence }

  /// Whether the row is known to say what the plan says of it.
  func isInLine(_ position: Int) -> Bool { row(position).isInLine }

  mutating func setInLine(_ isInLine: Bool, _ position: Int) { rows[position]?.isInLine = isInLine }

  /// Adds a row of an id and a key that none has yet, and returns where it is.
  mutating func insert(_ occurrence: Occurrence) -> Int {
    let row = Row(occurrence: occurrence, isInLine: false)
    let position: Int
    if let free = freePositions.popLast() {
      position = free
      rows[position] = row
    } else {
      position = rows.count
      rows.append(row)
    }
    byID[occurrence.id] = position
    byKey[occurrence.facts.key] = position
    byEntry[occurrence.facts.key.entry, default: []].append(position)
    return position
  }

  mutating func remove(_ position: Int) {
    let occurrence = row(position).occurrence
    let key = occurrence.facts.key
    rows[position] = nil
    freePositions.append(position)
    byID[occurrence.id] = nil
    byKey[key] = nil
    byEntry[key.entry]?.removeAll { $0 == position }
    if byEntry[key.entry]?.isEmpty ?? false { byEntry[key.entry] = nil }
  }

  /// Folds an event into the row; an event never changes its id or key.
  mutating func apply(_ event: RecordedEvent, at position: Int) { rows[position]?.occurrence.apply(event) }

  /// Events of the row have other numbers.
  mutating func renumber(at position: Int, _ number: (Int64) -> Int64) {
    rows[position]?.occurrence.renumber(number)
  }

  private func row(_ position: Int) -> Row {
    guard let row = rows[position] else { preconditionFailure("there is no row at \(position)") }
    return row
  }
}
