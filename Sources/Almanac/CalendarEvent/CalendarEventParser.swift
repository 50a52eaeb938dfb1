/// What is wrong with the text being read.
struct CalendarParseError: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Reads the grammar of systemd.time(7), in the order in which systemd reads it.
struct CalendarEventParser {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  private static let space = UInt8(ascii: " ")

  mutating func parse(
    into event: inout CalendarEvent, zoneNamed: (String) -> ZoneRules?
  ) throws(CalendarParseError) {
    takeZone(into: &event, zoneNamed)
    guard !rest.isEmpty else { throw CalendarParseError("nothing but a zone, or nothing at all") }
    if takeShorthand(into: &event) { return }
    try parseWeekdays(into: &event)
    if try parseDate(into: &event) { return }
    try parseTime(into: &event)
  }

  private mutating func takeZone(into event: inout CalendarEvent, _ zoneNamed: (String) -> ZoneRules?) {
    guard let gap = rest.lastIndex(of: Self.space) else { return }
    let name = String(decoding: rest[(gap + 1)...], as: UTF8.self)
    if name.uppercased() == "UTC" {
      event.zone = .utc
    } else if !name.isEmpty, let zone = zoneNamed(name) {
      event.zone = zone
    } else {
      return
    }
    rest = rest[..<gap]
  }

  private mutating func takeShorthand(into event: inout CalendarEvent) -> Bool {
    switch String(decoding: rest.map(Self.lowercase), as: UTF8.self) {
    case "minutely": break
    case "hourly": event.minute = CalendarChain(0)
    case "daily": event.setMidnight()
    case "weekly":
      event.weekdays = 1
      event.setMidnight()
    case "monthly": event.setMidnight(month: CalendarChain())
    case "quarterly": event.setMidnight(month: CalendarChain(1, 4, 7, 10))
    case "semiannually", "semi-annually", "biannually", "bi-annually":
      event.setMidnight(month: CalendarChain(1, 7))
    case "yearly", "annually", "anually": event.setMidnight(month: CalendarChain(1))
    default: return false
    }
    event.second = CalendarChain(0)
    return true
  }

  private mutating func parseWeekdays(into event: inout CalendarEvent) throws(CalendarParseError) {
    var bits: UInt8 = 0
    var rangeStart: Int?
    var isFirst = true
    while let day = takeWeekday() {
      guard
        rest.isEmpty
          || [Self.space, UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-")].contains(
            rest[rest.startIndex])
      else { throw CalendarParseError("a weekday is followed by something else") }
      guard rangeStart ?? 0 <= day else {
        throw CalendarParseError("a range of weekdays may not run past Sunday")
      }
      for index in (rangeStart ?? day)...day { bits |= 1 << UInt8(index) }
      event.weekdays = bits
      if rest.isEmpty { return }
      if take(" ") {
        skipSpaces()
        return
      }
      if take(",") {
        rangeStart = nil
      } else {
        guard rangeStart == nil, take("-") || (take(".") && take(".")) else {
          throw CalendarParseError("weekdays are written as Mon,Wed or Mon..Fri")
        }
        rangeStart = day
      }
      if rest.isEmpty || rest.first == Self.space {
        guard rangeStart == nil else { throw CalendarParseError("a range of weekdays has no end") }
        skipSpaces()
        return
      }
      isFirst = false
    }
    guard isFirst else { throw CalendarParseError("not a weekday after the comma or dots") }
  }

  /// Takes `Monday` or `Mon` in any letter case; 0 for Monday.
  private mutating func takeWeekday() -> Int? {
    for weekday in Weekday.allCases {
      for name in [weekday.name.lowercased(), weekday.abbreviation]
      where rest.prefix(name.utf8.count).map(Self.lowercase).elementsEqual(name.utf8) {
        rest = rest.dropFirst(name.utf8.count)
        return weekday.index
      }
    }
    return nil
  }

  /// True where there is no time to follow.
  private mutating func parseDate(into event: inout CalendarEvent) throws(CalendarParseError) -> Bool {
    if rest.isEmpty { return false }
    if take("@") {
      event.set(to: try parseNumber())
      guard rest.isEmpty else { throw leftOver(after: "the seconds since 1970") }
      return true
    }
    let beginning = rest
    let first = try parseChain()
    if rest.isEmpty || rest.first == UInt8(ascii: ":") {
      rest = beginning
      return false
    }
    event.countsFromEnd = try takeDateSeparator()
    let second = try parseChain()
    if rest.isEmpty || rest.first == Self.space {
      (event.month, event.day) = (first, second)
    } else {
      guard !event.countsFromEnd else { throw CalendarParseError("“~” stands only before the day") }
      event.countsFromEnd = try takeDateSeparator()
      (event.year, event.month, event.day) = (first, second, try parseChain())
      guard rest.isEmpty || rest.first == Self.space else {
        throw leftOver(after: "the day")
      }
    }
    skipSpaces()
    return false
  }

  private mutating func takeDateSeparator() throws(CalendarParseError) -> Bool {
    if take("~") { return true }
    guard take("-") else { throw CalendarParseError("a date is written as 2026-12-03, 12-03 or *-*~1") }
    return false
  }

  private mutating func parseTime(into event: inout CalendarEvent) throws(CalendarParseError) {
    event.second = CalendarChain(0)
    guard !rest.isEmpty else {
      (event.hour, event.minute) = (CalendarChain(0), CalendarChain(0))
      return
    }
    event.hour = try parseChain()
    guard take(":") else { throw CalendarParseError("a time is written as 08:30 or 08:30:00") }
    event.minute = try parseChain()
    if rest.isEmpty { return }
    guard take(":") else { throw leftOver(after: "the minutes") }
    event.second = try parseChain(micro: true)
    guard rest.isEmpty else { throw leftOver(after: "the seconds") }
  }

  private mutating func parseChain(micro: Bool = false) throws(CalendarParseError) -> CalendarChain {
    // Only seconds have a step below their unit, so only they say how big it is.
    if take("*") { return CalendarChain(micro ? [.init(start: 0, stop: nil, step: 1_000_000)] : []) }
    var chain = CalendarChain()
    repeat {
      guard chain.items.count <= 240 else { throw CalendarParseError("more than 240 values in a list") }
      chain.items.append(try parseItem(micro: micro))
    } while take(",")
    return chain
  }

  private mutating func parseItem(micro: Bool) throws(CalendarParseError) -> CalendarChain.Item {
    let one = micro ? 1_000_000 : 1
    var item = CalendarChain.Item(start: try parseNumber(micro: micro))
    if rest.starts(with: [UInt8(ascii: "."), UInt8(ascii: ".")]) {
      rest = rest.dropFirst(2)
      item.stop = try parseNumber(micro: micro)
      item.step = one
    }
    if take("/") {
      item.step = try parseNumber(micro: micro)
      guard item.step > 0 else { throw CalendarParseError("a step of 0") }
    } else if micro, let stop = item.stop, item.start + one > stop {
      throw CalendarParseError("a range of less than a second needs a step")
    }
    guard rest.isEmpty || Array(" ,-~:".utf8).contains(rest[rest.startIndex]) else {
      throw CalendarParseError(
        "“\(String(decoding: rest, as: UTF8.self).clipped)” does not belong to a number")
    }
    return item
  }

  private mutating func parseNumber(micro: Bool = false) throws(CalendarParseError) -> Int {
    let digits = takeDigits()
    guard !digits.isEmpty else { throw notANumber() }
    guard var value = Int(String(decoding: digits, as: UTF8.self)), value <= Int(Int32.max) * 1000 else {
      throw CalendarParseError("a number is too big")
    }
    guard micro else { return value }
    value *= 1_000_000
    if rest.first == UInt8(ascii: "."), rest.dropFirst().first != UInt8(ascii: ".") {
      rest = rest.dropFirst()
      value += try parseFraction()
    }
    guard value <= Int(Int32.max) else { throw CalendarParseError("a number is too big") }
    return value
  }

  /// Up to six digits, and a seventh and later ones to round by, as microseconds.
  private mutating func parseFraction() throws(CalendarParseError) -> Int {
    let digits = takeDigits()
    guard !digits.isEmpty else { throw CalendarParseError("a fraction has no digits") }
    var value = 0
    for place in 0..<6 {
      value =
        value * 10 + (place < digits.count ? Int(digits[digits.startIndex + place] - UInt8(ascii: "0")) : 0)
    }
    if digits.count > 6, digits[digits.startIndex + 6] >= UInt8(ascii: "5") { value += 1 }
    return value
  }

  private mutating func takeDigits() -> ArraySlice<UInt8> {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest[digits.endIndex...]
    return digits
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == Self.space } }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}

extension CalendarEventParser {
  /// Why what is left cannot stand there; a word is most likely meant as a time zone.
  private func leftOver(after place: String) -> CalendarParseError {
    let word = word
    return CalendarParseError(
      Self.isName(word)
        ? "“\(word.clipped)” is not a time zone that can be used here"
        : "“\(word.clipped)” does not belong after \(place)")
  }

  private func notANumber() -> CalendarParseError {
    let word = word
    guard Self.isName(word) else { return CalendarParseError("a number or * is missing") }
    var parser = CalendarEventParser(word)
    var event = CalendarEvent()
    return CalendarParseError(
      parser.takeShorthand(into: &event)
        ? "“\(word)” stands alone, or with a time zone after it"
        : "“\(word.clipped)” is not a weekday, a number, * or a time zone that can be used here")
  }

  /// The next word.
  private var word: String {
    String(decoding: rest.drop { $0 == Self.space }.prefix { $0 != Self.space }, as: UTF8.self)
  }

  /// Whether it begins as a name does.
  private static func isName(_ word: String) -> Bool {
    word.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercase($0)) } ?? false
  }
}

extension CalendarEvent {
  /// Midnight of every day, or of the first of some months.
  fileprivate mutating func setMidnight(month: CalendarChain? = nil) {
    hour = CalendarChain(0)
    minute = CalendarChain(0)
    guard let month else { return }
    self.month = month
    day = CalendarChain(1)
  }

  /// The one instant so many seconds after 1970-01-01T00:00:00Z.
  fileprivate mutating func set(to seconds: Int) {
    let local = CivilDateTime(wallSeconds: Int64(seconds))
    let date = local.date.components
    (year, month, day) = (CalendarChain(date.year), CalendarChain(date.month), CalendarChain(date.day))
    (hour, minute) = (CalendarChain(local.time.hour), CalendarChain(local.time.minute))
    second = CalendarChain(local.time.second * 1_000_000)
    zone = .utc
  }
}
