/// Reads the text of a recurrence rule, part by part, then checks the parts against each other.
struct RuleParser {
  private var rule = RecurrenceRule(.daily)
  private var seen: Set<String> = []
  private var frequencyGiven = false

  static func parse(_ text: String) throws(RecurrenceError) -> RecurrenceRule {
    var parser = RuleParser()
    let upper = String(decoding: text.utf8.map(uppercase), as: UTF8.self)
    guard !upper.isEmpty else { throw RecurrenceError("FREQ", "the rule is empty") }
    var parts = upper.split(separator: ";", omittingEmptySubsequences: false)
    // Outlook and others end the rule with a semicolon; nothing is lost by reading it.
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    for part in parts { try parser.read(part) }
    guard parser.frequencyGiven else { throw RecurrenceError("FREQ", "missing; every rule needs it") }
    try RuleCheck(parser.rule).check()
    return parser.rule
  }

  /// Of ASCII only: in Unicode other letters have an I or an S as their capital.
  private static func uppercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
  }

  private mutating func read(_ part: Substring) throws(RecurrenceError) {
    guard let equals = part.firstIndex(of: "=") else {
      throw RecurrenceError(String(part), part.isEmpty ? "empty part between semicolons" : "not NAME=VALUE")
    }
    let name = String(part[..<equals])
    let value = part[part.index(after: equals)...]
    guard seen.insert(name).inserted else { throw RecurrenceError(String(part), "\(name) is given twice") }
    guard !value.isEmpty else { throw RecurrenceError(String(part), "no value") }
    do {
      try read(name, value)
    } catch {
      throw RecurrenceError(String(part), error.reason)
    }
  }

  private mutating func read(_ name: String, _ value: Substring) throws(PartError) {
    switch name {
    case "FREQ":
      guard let frequency = RecurrenceRule.Frequency.allCases.first(where: { $0.keyword == value }) else {
        throw PartError("not one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY")
      }
      rule.frequency = frequency
      frequencyGiven = true
    case "INTERVAL": rule.interval = try Self.number(value, in: 1...Int(Int32.max), signed: false)
    case "COUNT": rule.count = try Self.number(value, in: 1...Int(Int32.max), signed: false)
    case "UNTIL":
      guard let until = CalendarTime(String(value)) else {
        throw PartError("not a date (20261203) or a time (20261203T094000, with Z for UTC)")
      }
      rule.until = until
    case "WKST":
      guard let weekday = Weekday(keyword: value) else { throw PartError("not one of MO TU WE TH FR SA SU") }
      rule.weekStart = weekday
    case "RSCALE":
      guard value == "GREGORIAN" else { throw PartError("only the Gregorian calendar is supported") }
    case "SKIP":
      guard let skip = RecurrenceRule.Skip(rawValue: String(value)) else {
        throw PartError("not one of OMIT, BACKWARD, FORWARD")
      }
      rule.skip = skip
    case "BYDAY": rule.byDay = try Self.days(value)
    case "BYSECOND":
      rule.bySecond = Set(try Self.list(value, 0...60, signed: false).map { min($0, 59) }).sorted()
    case "BYMINUTE": rule.byMinute = try Self.list(value, 0...59, signed: false)
    case "BYHOUR": rule.byHour = try Self.list(value, 0...23, signed: false)
    case "BYMONTHDAY": rule.byMonthDay = try Self.list(value, 1...31, signed: true)
    case "BYYEARDAY": rule.byYearDay = try Self.list(value, 1...366, signed: true)
    case "BYWEEKNO": rule.byWeekNumber = try Self.list(value, 1...53, signed: true)
    case "BYMONTH": rule.byMonth = try Self.list(value, 1...12, signed: false)
    case "BYSETPOS": rule.bySetPosition = try Self.list(value, 1...366, signed: true)
    default: throw PartError("unknown part \(name)")
    }
  }

  private static func days(_ value: Substring) throws(PartError) -> [RecurrenceRule.Day] {
    var days: Set<RecurrenceRule.Day> = []
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      guard let weekday = Weekday(keyword: item.suffix(2)) else {
        throw PartError(item.isEmpty ? "empty item" : "“\(item)” does not end in one of MO TU WE TH FR SA SU")
      }
      let ordinal = item.dropLast(2)
      days.insert(
        RecurrenceRule.Day(
          ordinal: ordinal.isEmpty ? 0 : try number(ordinal, in: 1...53, signed: true), weekday: weekday))
    }
    return days.sorted()
  }

  /// Numbers within `range`, or the negative of it where `signed`; ascending, without repeats.
  private static func list(
    _ value: Substring, _ range: ClosedRange<Int>, signed: Bool
  ) throws(PartError) -> [Int] {
    var numbers: Set<Int> = []
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      numbers.insert(try number(item, in: range, signed: signed))
    }
    return numbers.sorted()
  }

  private static func number(
    _ text: Substring, in range: ClosedRange<Int>, signed: Bool
  ) throws(PartError) -> Int {
    var digits = text.utf8[...]
    let sign = digits.first.flatMap { ["-": -1, "+": 1][Unicode.Scalar($0)] }
    if sign != nil { digits.removeFirst() }
    guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      throw PartError(text.isEmpty ? "empty item" : "“\(text)” is not a number")
    }
    let limits = "\(range.lowerBound) to \(range.upperBound)"
    guard signed || sign == nil else { throw PartError("\(text) has a sign; it goes from \(limits)") }
    guard let value = Int(Substring(digits)), range.contains(value) else {
      throw PartError("\(text) is not \(limits)" + (signed ? ", or the same counted from the end" : ""))
    }
    return (sign ?? 1) * value
  }
}

/// What is wrong with the value of the part being read.
private struct PartError: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

extension RecurrenceRule {
  /// Reads `FREQ=DAILY;COUNT=3`, in any letter case, the parts in any order, one trailing semicolon allowed.
  ///
  /// Refused are parts that are unknown, given twice or out of range, and what RFC 5545 says must not stand together.
  /// `SKIP` is accepted without `RSCALE`, which could only say GREGORIAN.
  public init(_ text: String) throws(RecurrenceError) {
    self = try RuleParser.parse(text)
  }
}
