/// The difference of two texts by lines, in the form that `diff -u` and `patch` use.
public struct UnifiedDiff: Sendable {
  /// Empty when the texts are equal.
  public let text: String

  private enum Step {
    case keep, remove, add
  }

  /// Compares two texts; `path` is shown for both, and `context` lines around each change.
  public init(from old: [UInt8], to new: [UInt8], path: String, context: Int = 3) {
    guard old != new else {
      text = ""
      return
    }
    let old = UnifiedDiff.lines(old)
    let new = UnifiedDiff.lines(new)
    let steps = UnifiedDiff.steps(old, new)
    text = "--- \(path)\n+++ \(path)\n" + UnifiedDiff.hunks(steps, old, new, context: context)
  }

  /// Lines with their line ends.
  private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    return lines
  }

  private static func steps(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Step] {
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var steps: [Step] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i), i < old.count {
        steps.append(.remove)
        i += 1
      } else if added.contains(j), j < new.count {
        steps.append(.add)
        j += 1
      } else {
        steps.append(.keep)
        i += 1
        j += 1
      }
    }
    return steps
  }

  private static func hunks(
    _ steps: [Step], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], context: Int
  ) -> String {
    var text = ""
    var (i, j, step) = (0, 0, 0)
    while step < steps.count {
      guard let change = steps[step...].firstIndex(where: { $0 != .keep }) else { break }
      let start = max(step, change - context)
      i += start - step
      j += start - step
      let end = hunkEnd(steps, from: change, context: context)
      let kept = steps[start..<end]
      let oldCount = kept.count { $0 != .add }
      let newCount = kept.count { $0 != .remove }
      text += "@@ -\(range(i, oldCount)) +\(range(j, newCount)) @@\n"
      for step in kept {
        switch step {
        case .keep: text += line(" ", old[i])
        case .remove: text += line("-", old[i])
        case .add: text += line("+", new[j])
        }
        i += step == .add ? 0 : 1
        j += step == .remove ? 0 : 1
      }
      step = end
    }
    return text
  }

  /// The end of the hunk that begins with a change: `context` lines behind the last change that is near enough.
  private static func hunkEnd(_ steps: [Step], from change: Int, context: Int) -> Int {
    var last = change
    while let next = steps[(last + 1)...].prefix(2 * context + 1).firstIndex(where: { $0 != .keep }) {
      last = next
    }
    return min(steps.count, last + 1 + context)
  }

  private static func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  private static func line(_ mark: String, _ line: ArraySlice<UInt8>) -> String {
    let text = mark + String(decoding: line, as: UTF8.self)
    return line.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }
}
