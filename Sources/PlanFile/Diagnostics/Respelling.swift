import Almanac
import Care

/// What a value that cannot be read was probably meant to be; nil when that is anybody's guess.
enum Respelling {
  /// Reads `8`, `8:30`, `8.30`, `8h30`, `8am` and `8:30 pm` as a clock time.
  static func time(_ text: String) -> String? {
    var rest = text.lowercased().filter { $0 != " " }
    var shift: Int?
    for (suffix, hours) in [("am", 0), ("pm", 12)] where rest.hasSuffix(suffix) {
      rest.removeLast(2)
      shift = hours
    }
    let parts = rest.split(omittingEmptySubsequences: false) { ":.h".contains($0) }
    guard (1...2).contains(parts.count),
      let first = number(parts[0], digits: 1...2),
      let minute = parts.count == 2 ? number(parts[1], digits: 2...2) : 0
    else { return nil }
    guard let shift else { return ClockTime(hour: first, minute: minute)?.description }
    guard (1...12).contains(first) else { return nil }
    return ClockTime(hour: first % 12 + shift, minute: minute)?.description
  }

  /// Reads `2026-3-8`, `2026/03/08` and `8.3.2026` as a date.
  ///
  /// Not `3/8/2026`, which people read in two ways.
  static func date(_ text: String) -> String? {
    let trimmed = text.trimmingBlanks
    let parts = trimmed.split(omittingEmptySubsequences: false) { "-./".contains($0) }
    guard parts.count == 3 else { return nil }
    if parts[0].utf8.count == 4 {
      return date(year: parts[0], month: parts[1], day: parts[2])
    }
    return trimmed.contains(".") ? date(year: parts[2], month: parts[1], day: parts[0]) : nil
  }

  /// A date and a time, each as above, with one blank or `T` between.
  static func dateTime(_ text: String) -> String? {
    let trimmed = text.trimmingBlanks
    guard let gap = trimmed.firstIndex(where: { $0 == " " || $0 == "T" || $0 == "t" || $0 == "," }) else {
      return nil
    }
    let dateText = String(trimmed[..<gap])
    let timeText = String(trimmed[trimmed.index(after: gap)...]).trimmingBlanks
    guard let date = CivilDate(dateText)?.description ?? Respelling.date(dateText),
      let time = ClockTime(timeText)?.description ?? Respelling.time(timeText)
    else { return nil }
    return "\(date) \(time)"
  }

  /// Reads `1,5 mg` and `.5 mg` as an amount.
  static func amount(_ text: String) -> String? {
    var number = text.trimmingBlanks
    if number.first == "." || number.first == "," { number = "0" + number }
    let commas = number.count { $0 == "," }
    // "1,000 mg" may mean a thousand or one: not ours to choose.
    if commas == 1, let comma = number.firstIndex(of: ",") {
      let fraction = number[number.index(after: comma)...].prefix { ("0"..."9").contains($0) }
      guard fraction.count != 3 else { return nil }
      number.replaceSubrange(comma...comma, with: ".")
    }
    guard number != text else { return nil }
    return Amount(number) == nil ? nil : number
  }

  /// Reads `30 minutes`, `2 hours`, `90 min` and `30M` as a length of time.
  static func span(_ text: String) -> String? {
    let words = text.lowercased().split(separator: " ").joined()
    let digits = words.prefix { ("0"..."9").contains($0) }
    let unit = words[digits.endIndex...]
    let names: [(String, [String])] = [
      ("s", ["s", "sec", "secs", "second", "seconds"]), ("m", ["m", "min", "mins", "minute", "minutes"]),
      ("h", ["h", "hr", "hrs", "hour", "hours"]), ("d", ["d", "day", "days"]), ("w", ["w", "week", "weeks"]),
    ]
    guard !digits.isEmpty, let name = names.first(where: { $0.1.contains(String(unit)) })?.0 else {
      return nil
    }
    return TimeSpan(digits + name)?.description
  }

  /// Reads `8:00 - 22:00`, `08:00–22:00` and `8am to 10pm` as a part of the day.
  static func window(_ text: String) -> String? {
    let plain = text.replacing("–", with: "-").replacing(" to ", with: "-").replacing("..", with: "-")
    let ends = plain.split(separator: "-", omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
    guard ends.count == 2 else { return nil }
    let times = ends.compactMap { TimeOfDay($0)?.slot ?? time($0) }
    return times.count == 2 ? times.joined(separator: "-") : nil
  }

  /// Reads `-7 to 30`, `-7...30`, `T-7` and `30..-7` as days around a day 0.
  static func days(_ text: String) -> String? {
    var plain = text.lowercased().filter { $0 != " " }
    for word in ["to", "...", "…", "–"] { plain = plain.replacing(word, with: "..") }
    plain.removeAll { "td".contains($0) }
    if let days = Timing.DayRange(plain) { return days.description }
    let ends = plain.split(separator: "..")
    return ends.count == 2 ? Timing.DayRange("\(ends[1])..\(ends[0])")?.description : nil
  }

  private static func date(year: Substring, month: Substring, day: Substring) -> String? {
    guard let year = number(year, digits: 4...4), let month = number(month, digits: 1...2),
      let day = number(day, digits: 1...2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)?.description
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    return Int(text)
  }
}

extension String {
  var trimmingBlanks: String {
    let start = drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(start[...$0]) } ?? ""
  }
}
