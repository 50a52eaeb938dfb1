/// The numbers that events have in memory while they cannot be recorded, and those that the ledger gave them.
///
/// None of the ledger's own is ever so large: a number says by itself whether its event is recorded, and what is not is
/// newer than whatever is. Each is given once in the life of a process.
public struct RecordedNumbers: Hashable, Sendable {
  /// The first of memory.
  ///
  /// A ledger gets there in nine million years at one event a second, and it is still exact as a number in JSON.
  public static let firstOfMemory: Int64 = 1 << 48

  private var recorded: [Int64: Int64] = [:]

  public init() {}

  public static func isOfMemory(_ number: Int64) -> Bool { number >= firstOfMemory }

  /// The number in the ledger; nil where the event is not in it.
  public func inLedger(_ number: Int64) -> Int64? {
    RecordedNumbers.isOfMemory(number) ? recorded[number] : number
  }

  /// The number that the event has by now.
  public func present(_ number: Int64) -> Int64 { inLedger(number) ?? number }

  mutating func note(_ number: Int64, as ledgerNumber: Int64) { recorded[number] = ledgerNumber }
}
