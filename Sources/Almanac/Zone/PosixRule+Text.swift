extension PosixRule {
  /// Reads `CET-1CEST,M3.5.0,M10.5.0/3` for the zone called `zone`.
  init(zone: String, text: String) throws(ZoneError) {
    var reader = PosixReader(text)
    do {
      self = try reader.rule()
    } catch {
      throw .badRule(zone: zone, rule: text, reason: error.reason)
    }
  }
}

private struct PosixTrouble: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Walks the bytes of a POSIX TZ string.
private struct PosixReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = ArraySlice(Array(text.utf8)) }

  mutating func rule() throws(PosixTrouble) -> PosixRule {
    let standard = try localTime(isDaylight: false, orElse: nil)
    guard !rest.isEmpty else { return PosixRule(standard: standard, daylight: nil) }
    let daylight = try localTime(isDaylight: true, orElse: standard.offset + 3600)
    guard take(",") else {
      throw PosixTrouble("it names a daylight saving time but not when that begins and ends")
    }
    let start = try yearlySwitch()
    guard take(",") else { throw PosixTrouble("it does not say when daylight saving time ends") }
    let end = try yearlySwitch()
    guard rest.isEmpty else { throw PosixTrouble("there is more after its end") }
    return PosixRule(standard: standard, daylight: .init(type: daylight, start: start, end: end))
  }

  private mutating func localTime(isDaylight: Bool, orElse given: Int32?) throws(PosixTrouble)
    -> LocalTimeType
  {
    let name = try name()
    if let given, rest.isEmpty || rest.first == UInt8(ascii: ",") {
      return LocalTimeType(offset: given, isDaylight: isDaylight, abbreviation: name)
    }
    // POSIX counts west of Greenwich, we count east.
    let offset = -(try time(hours: 24))
    return LocalTimeType(offset: Int32(offset), isDaylight: isDaylight, abbreviation: name)
  }

  private mutating func name() throws(PosixTrouble) -> String {
    let quoted = take("<")
    let name = rest.prefix { byte in
      let letter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      let other = isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      return letter || quoted && other
    }
    rest = rest.dropFirst(name.count)
    guard name.count >= 3, !quoted || take(">") else {
      throw PosixTrouble("a name has at least three letters, or stands in <…>")
    }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func yearlySwitch() throws(PosixTrouble) -> YearlySwitch {
    let day = try day()
    let time = try take("/") ? time(hours: 167) : 2 * 3600
    return YearlySwitch(day: day, time: time)
  }

  private mutating func day() throws(PosixTrouble) -> YearlySwitch.Day {
    if take("J") { return .julian(try number(1...365, "the day after J")) }
    guard take("M") else { return .dayOfYear(try number(0...365, "the day of the year")) }
    let month = try number(1...12, "the month")
    guard take(".") else { throw PosixTrouble("M needs month.week.day") }
    let week = try number(1...5, "the week")
    guard take(".") else { throw PosixTrouble("M needs month.week.day") }
    let day = try number(0...6, "the weekday")
    return .weekday(month: month, week: week, Weekday(rawValue: day == 0 ? 7 : day) ?? .sunday)
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private mutating func time(hours: Int) throws(PosixTrouble) -> Int {
    let negative = take("-")
    if !negative { _ = take("+") }
    var seconds = try number(0...hours, "the hour") * 3600
    if take(":") {
      seconds += try number(0...59, "the minute") * 60
      if take(":") { seconds += try number(0...59, "the second") }
    }
    return negative ? -seconds : seconds
  }

  private mutating func number(_ range: ClosedRange<Int>, _ what: String) throws(PosixTrouble) -> Int {
    let text = rest.prefix(while: isDigit)
    rest = rest.dropFirst(text.count)
    guard text.count <= 3, let value = Int(String(decoding: text, as: UTF8.self)), range.contains(value)
    else {
      throw PosixTrouble("\(what) is not a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next = rest.first, next == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
