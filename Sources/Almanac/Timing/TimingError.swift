/// Why a timing has no meaning for this person.
public enum TimingError: Error, Hashable, Sendable {
  /// Neither `at` nor `when`.
  case noTimes
  /// A moment this person's day does not have; `known` are those it has, in the order of the day.
  case unknownMoment(String, known: [String])
  /// Two items of `at` or `when` say the same.
  case duplicateTime(String)
  /// The value of a key is too small or too large.
  case outOfRange(key: String, allowed: String)
  /// A key that counts from `from` stands without it.
  case needsFrom(key: String)
  case endsBeforeItStarts(from: CivilDate, until: CivilDate)
  /// Keys that have no clear meaning together.
  case unclear(String)
}

extension TimingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noTimes:
      "it has no time: give `at` or `when`"
    case .unknownMoment(let name, let known) where known.isEmpty:
      "“\(name)” is not a moment of this person's day, which has none"
    case .unknownMoment(let name, let known):
      "“\(name)” is not a moment of this person's day (\(known.joined(separator: ", ")))"
    case .duplicateTime(let text):
      "the time \(text) is given twice"
    case .outOfRange(let key, let allowed):
      "`\(key)` goes from \(allowed)"
    case .needsFrom(let key):
      "`\(key)` needs `from`, the day it counts from"
    case .endsBeforeItStarts(let from, let until):
      "it ends (until \(until)) before it starts (from \(from))"
    case .unclear(let reason):
      reason
    }
  }
}
