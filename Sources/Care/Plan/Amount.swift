public import Almanac

/// An exact decimal with a unit, such as `2.5 ml`.
///
/// Never floating point: a dose is what was written.
public struct Amount: Hashable, Sendable, TextCodable {
  /// The number is `digits` × 10^−`decimals`.
  public var digits: Int64
  /// 0 to 6.
  public var decimals: Int
  public var unit: String

  public init(digits: Int64, decimals: Int = 0, unit: String) {
    self.digits = digits
    self.decimals = decimals
    self.unit = unit
  }

  /// Reads a number with a full stop and a unit: `100 mg`, `2.5 ml`, `4 capsules`.
  ///
  /// Nil for anything else, such as `1,5 mg`, a missing unit, a sign, or more than 12 digits.
  public init?(_ text: String) {
    if let plain = Amount(plain: text) {
      self = plain
      return
    }
    let trimmed = text.drop { $0 == " " }
    let number = trimmed.prefix { ("0"..."9").contains($0) || $0 == "." }
    let unit = trimmed[number.endIndex...].drop { $0 == " " }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, !unit.isEmpty,
      let first = unit.first, first.isLetter || first == "%" || first == "µ", unit.last != " ",
      // "1e3 mg" and "4 x 25 mg" are numbers in disguise; "mg/m2" is not.
      !unit.prefix(while: { $0 != "/" }).contains(where: \.isNumber)
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count == 1 || !fraction.isEmpty, fraction.count <= 6, whole.count + fraction.count <= 12,
      let digits = Int64(whole + fraction)
    else { return nil }
    self.init(digits: digits, decimals: fraction.count, unit: String(unit))
  }

  /// Reads digits with a full stop between them or none, one space, and ASCII letters: what nearly every dose is.
  private init?(plain text: String) {
    var text = text
    let read = text.withUTF8 { bytes -> Amount? in
      var (digits, count, stop, at) = (Int64(0), 0, -1, 0)
      while at < bytes.count, bytes[at] != UInt8(ascii: " ") {
        if bytes[at] == UInt8(ascii: "."), at > 0, stop < 0 {
          stop = at
        } else {
          guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]), count < 12 else { return nil }
          digits = digits * 10 + Int64(bytes[at] - UInt8(ascii: "0"))
          count += 1
        }
        at += 1
      }
      let decimals = stop < 0 ? 0 : at - stop - 1
      guard count > 0, stop < 0 || (1...6).contains(decimals), at + 1 < bytes.count else { return nil }
      let unit = bytes[(at + 1)...]
      guard unit.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }) else {
        return nil
      }
      return Amount(digits: digits, decimals: decimals, unit: String(decoding: unit, as: UTF8.self))
    }
    guard let read else { return nil }
    self = read
  }

  /// The number as it was written, with its trailing zeros, one space, and the unit.
  public var description: String {
    guard decimals > 0 else { return "\(digits) \(unit)" }
    let text = String(digits)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - text.utf8.count)) + text
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals)) \(unit)"
  }
}
