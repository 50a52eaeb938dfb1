/// Why a recurrence rule cannot be used: the part at fault, as written, and what is wrong with it.
public struct RecurrenceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The part as written (`BYMONTH=13`) as far as it helps, or its name where it is missing (`FREQ`).
  public let part: String
  public let reason: String

  init(_ part: String, _ reason: String) {
    self.part = part.clipped
    self.reason = reason
  }

  public var description: String { part.isEmpty ? reason : "\(part): \(reason)" }
}
