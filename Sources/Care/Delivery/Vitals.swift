public import Almanac

/// How tendd itself is doing: whether what comes due now would be told at its time, and recorded.
public struct Vitals: Hashable, Sendable {
  /// Seconds by which a look may be behind its instant: a loop that is busy catching up is not a dead one.
  public static let grace: Int64 = 60

  /// When the last look said that there is something to do next; nil for nothing at all.
  public var due: Instant?
  /// For when the wake-up is armed.
  public var armed: Instant?
  /// Why nothing can be recorded; nil when it can.
  public var unwritable: String?
  /// The day of this release: by a clock that is earlier, nothing comes due at its time.
  public var release: Instant

  public init(
    due: Instant? = nil, armed: Instant? = nil, unwritable: String? = nil, release: Instant = Release.date
  ) {
    self.due = due
    self.armed = armed
    self.unwritable = unwritable
    self.release = release
  }

  /// Why no sign of life may be sent; nil when all is well.
  ///
  /// A plan with nothing to come is well: Tend does all that it was asked to do.
  public func trouble(at now: Instant) -> String? {
    if let unwritable { return "nothing can be recorded (\(unwritable))" }
    if now < release { return ClockDoubt.beforeRelease.rawValue }
    guard let due else { return nil }
    if due < now - Vitals.grace { return "what was due \(Phrase.relative(due, now: now)) was not looked at" }
    // A wake-up that has fired is not armed any more, and its look comes in the same breath.
    return due > now && armed != due ? "the next reminder is not armed" : nil
  }
}
