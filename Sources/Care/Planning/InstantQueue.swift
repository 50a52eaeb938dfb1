import Almanac

/// Numbered items, each waiting for an instant or for none; the earliest is found at once.
///
/// A binary heap that knows where each item stands, so that an item can be given another instant, or none, in
/// logarithmic time and nothing outdated is ever in it. Items are small numbers from 0 on.
struct InstantQueue: Sendable {
  private struct Place: Sendable {
    var instant: Instant
    var item: Int

    static func < (a: Place, b: Place) -> Bool {
      a.instant != b.instant ? a.instant < b.instant : a.item < b.item
    }
  }

  private var heap: [Place] = []
  /// Where each item stands in the heap; -1 where it waits for nothing.
  private var places: [Int] = []

  var isEmpty: Bool { heap.isEmpty }
  var first: Instant? { heap.first?.instant }

  /// What the item waits for.
  subscript(item: Int) -> Instant? {
    get { item < places.count && places[item] >= 0 ? heap[places[item]].instant : nil }
    set {
      if item >= places.count {
        guard newValue != nil else { return }
        places += Array(repeating: -1, count: item + 1 - places.count)
      }
      guard let instant = newValue else { return remove(item) }
      if places[item] < 0 {
        places[item] = heap.count
        heap.append(Place(instant: instant, item: item))
      } else {
        heap[places[item]].instant = instant
      }
      sift(places[item])
    }
  }

  /// The items whose instant is `limit` or earlier, in no particular order.
  func items(through limit: Instant) -> [Int] {
    var found: [Int] = []
    visit(through: limit) {
      found.append($0.item)
    } beyond: { _ in
    }
    return found
  }

  /// The earliest instant later than `limit`.
  func first(after limit: Instant) -> (item: Int, instant: Instant)? {
    var earliest: Place?
    visit(through: limit) { _ in
    } beyond: { place in
      if earliest.map({ place < $0 }) ?? true { earliest = place }
    }
    return earliest.map { ($0.item, $0.instant) }
  }

  /// Walks the top of the heap: what is not later than `limit`, and what stands directly below that.
  private func visit(through limit: Instant, _ body: (Place) -> Void, beyond: (Place) -> Void) {
    guard !heap.isEmpty else { return }
    var waiting = [0]
    while let index = waiting.popLast() {
      let place = heap[index]
      guard place.instant <= limit else {
        beyond(place)
        continue
      }
      body(place)
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count { waiting.append(child) }
    }
  }

  private mutating func remove(_ item: Int) {
    let gap = places[item]
    guard gap >= 0 else { return }
    places[item] = -1
    let last = heap.removeLast()
    guard gap < heap.count else { return }
    heap[gap] = last
    places[last.item] = gap
    sift(gap)
  }

  /// Moves the item at `index` up or down to where it belongs.
  private mutating func sift(_ index: Int) {
    var index = index
    while index > 0, heap[index] < heap[(index - 1) / 2] {
      exchange(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
    while true {
      var least = index
      for child in (2 * index + 1)..<(2 * index + 3) where child < heap.count {
        if heap[child] < heap[least] { least = child }
      }
      guard least != index else { return }
      exchange(index, least)
      index = least
    }
  }

  private mutating func exchange(_ a: Int, _ b: Int) {
    heap.swapAt(a, b)
    places[heap[a].item] = a
    places[heap[b].item] = b
  }
}
