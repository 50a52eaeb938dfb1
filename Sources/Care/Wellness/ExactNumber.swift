/// A number as somebody wrote it, compared exactly: never floating point.
public struct ExactNumber: Hashable, Comparable, Sendable {
  private let millionths: Int64

  /// Reads `7`, `61.5`, `-2`: at most nine digits before the full stop and six behind it; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let isNegative = text.hasPrefix("-")
    let parts = (isNegative ? text.dropFirst() : text[...]).split(
      separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...9).contains(parts[0].utf8.count),
      parts.count == 1 || (1...6).contains(parts[1].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let padded = fraction + String(repeating: "0", count: 6 - fraction.utf8.count)
    guard let value = Int64(parts[0] + padded) else { return nil }
    millionths = isNegative ? -value : value
  }

  public static func < (a: ExactNumber, b: ExactNumber) -> Bool { a.millionths < b.millionths }
}
