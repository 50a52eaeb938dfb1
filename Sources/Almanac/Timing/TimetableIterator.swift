/// Walks a timetable forward without end.
struct TimetableIterator: IteratorProtocol, Sendable {
  private let table: Timetable
  private var cursor: ZoneCursor
  private var nextDay: Int?
  /// In order from `head` on; never longer than the few days that can overlap.
  private var waiting: [RawSlot] = []
  private var head = 0

  init(_ table: Timetable, from day: Int) {
    self.table = table
    cursor = ZoneCursor(table.zone)
    nextDay = table.days.next(from: day)
  }

  mutating func next() -> RawSlot? {
    while let day = nextDay,
      head == waiting.count || table.earliest(day) <= waiting[head].instant.secondsSinceEpoch
    {
      add(day)
      nextDay = table.days.next(from: day + 1)
    }
    guard head < waiting.count else { return nil }
    defer { head += 1 }
    return waiting[head]
  }

  private mutating func add(_ day: Int) {
    if head == waiting.count {
      waiting.removeAll(keepingCapacity: true)
    } else {
      waiting.removeFirst(head)
    }
    head = 0
    for item in table.times.times.indices {
      let slot = table.slot(item, on: day, cursor: &cursor)
      guard let last = waiting.last, slot < last else {
        waiting.append(slot)
        continue
      }
      var place = waiting.count - 1
      while place > 0, slot < waiting[place - 1] { place -= 1 }
      waiting.insert(slot, at: place)
    }
  }
}
