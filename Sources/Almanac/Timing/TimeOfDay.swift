/// One item of an entry's `at`: a clock time, or a moment of the person's day with an offset.
public struct TimeOfDay: Hashable, Sendable {
  public enum Base: Hashable, Sendable {
    case clock(ClockTime)
    /// A named moment of the day ("breakfast") and an offset in seconds, negative before it.
    case moment(String, offset: Int)
  }

  public var base: Base

  public init(_ base: Base) { self.base = base }

  /// Reads `08:30`, `08:30:15`, `dinner`, `dinner-30m`, `wake+1h`; nil for any other form.
  ///
  /// Whether the moment exists is not asked here: that needs the person's day.
  public init?(_ text: String) {
    if let time = ClockTime(text) {
      base = .clock(time)
      return
    }
    let name = text.prefix { $0 != "+" && $0 != "-" }
    guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
      name.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return nil }
    guard name.endIndex < text.endIndex else {
      base = .moment(String(name), offset: 0)
      return
    }
    guard let length = TimeSpan(String(text[text.index(after: name.endIndex)...])), length.seconds < 86_400
    else { return nil }
    base = .moment(String(name), offset: Int(length.seconds) * (text[name.endIndex] == "-" ? -1 : 1))
  }

  /// The slot: the canonical text of the item, which names an occurrence within its day.
  ///
  /// `08:00` and `08:00:00` are one slot, as are `dinner-90m` and `dinner-1h30m`.
  public var slot: String {
    switch base {
    case .clock(let time): time.description
    case .moment(let name, 0): name
    case .moment(let name, let offset):
      "\(name)\(offset < 0 ? "-" : "+")\(TimeSpan(seconds: Int64(offset.magnitude)))"
    }
  }
}
