/// What BYSETPOS chose from periods that overlap by a day, as they may where SKIP moves days: in order, each once.
struct MergedPeriods: Sendable {
  /// Those before `next` are gone; the others ascend.
  private var walls: [Int64] = []
  private var next = 0
  /// No period that is still to come has anything before this.
  private var settled = Int64.min

  /// The first, where no period still to come can have an earlier one.
  mutating func take() -> Int64? {
    guard next < walls.count, walls[next] < settled else { return nil }
    defer {
      next += 1
      if next == walls.count {
        walls.removeAll(keepingCapacity: true)
        next = 0
      }
    }
    return walls[next]
  }

  mutating func add(_ wall: Int64) {
    var index = walls.count
    while index > next, walls[index - 1] > wall { index -= 1 }
    if index > next, walls[index - 1] == wall { return }
    walls.insert(wall, at: index)
  }

  /// What comes from now on lies on `day` or later.
  mutating func settle(before day: Int32) { settled = Int64(day) * 86_400 }

  /// Nothing more comes.
  mutating func finish() { settled = .max }
  var isFinished: Bool { settled == .max }
}
