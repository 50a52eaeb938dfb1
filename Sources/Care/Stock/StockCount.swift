public import Almanac

/// How many of something there are, exact to a thousandth: `112`, `0.5`.
///
/// Never floating point and never negative: what is taken beyond a count is counted apart.
public struct StockCount: Hashable, Comparable, Sendable, TextCodable {
  public var thousandths: Int64

  public static let none = StockCount(thousandths: 0)
  /// More than any cupboard holds.
  public static let most = StockCount(1_000_000)

  public init(thousandths: Int64) { self.thousandths = thousandths }
  public init(_ whole: Int64) { thousandths = whole * 1000 }

  /// Reads `112`, `0.5`, `2.25`; nil for anything else, such as a sign, more than three decimals or more than a million.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }),
      parts[0].count <= 7, parts.count == 1 || parts[1].count <= 3, let whole = Int64(parts[0])
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] + String(repeating: "0", count: 3 - parts[1].count) : "0"
    thousandths = whole * 1000 + (Int64(decimals) ?? 0)
    guard self <= StockCount.most else { return nil }
  }

  public var description: String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000)
    guard rest != 0 else { return "\(whole)" }
    var decimals = String(1000 + rest).dropFirst()
    while decimals.last == "0" { decimals = decimals.dropLast() }
    return "\(whole).\(decimals)"
  }

  public static func < (a: StockCount, b: StockCount) -> Bool { a.thousandths < b.thousandths }
  public static func + (a: StockCount, b: StockCount) -> StockCount {
    StockCount(thousandths: a.thousandths + b.thousandths)
  }

  /// What is left; nothing where more is taken away than there was.
  public static func - (a: StockCount, b: StockCount) -> StockCount {
    StockCount(thousandths: max(0, a.thousandths - b.thousandths))
  }

  public static func * (a: StockCount, times: Int64) -> StockCount {
    StockCount(thousandths: a.thousandths * times)
  }
}
