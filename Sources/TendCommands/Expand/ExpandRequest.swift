/// One line of `tend expand --batch`: what to expand, and how much of it.
struct ExpandRequest: Decodable {
  /// Handed back as it came, so that answers can be told apart.
  var id: ID?
  /// DTSTART in iCalendar's basic form.
  var start: String?
  /// Nil means floating: counted as if in UTC.
  var zone: String?
  /// One rule or several.
  var rrule: TextList?
  /// Times, dates, or periods, of which the beginning counts.
  var rdate: TextList?
  var exdate: TextList?
  /// A systemd calendar event, instead of `start` and `rrule`.
  var calendar: String?
  /// Tend's own keys, instead of `start` and `rrule`.
  var timing: ExpandTiming?
  /// Both exclusive; RFC 3339, or iCalendar's basic form.
  var after: String?
  var before: String?
  /// Nil means all, but of an endless request the first thousand.
  var limit: Int?

  /// A JSON string or number.
  enum ID: Hashable {
    case text(String)
    case number(Int)
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, start, zone, rrule, rdate, exdate, calendar, timing, after, before, limit
  }

  init() {}

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(ID.self, forKey: .id)
    start = try values.decodeIfPresent(String.self, forKey: .start)
    zone = try values.decodeIfPresent(String.self, forKey: .zone)
    rrule = try values.decodeIfPresent(TextList.self, forKey: .rrule)
    rdate = try values.decodeIfPresent(TextList.self, forKey: .rdate)
    exdate = try values.decodeIfPresent(TextList.self, forKey: .exdate)
    calendar = try values.decodeIfPresent(String.self, forKey: .calendar)
    timing = try values.decodeIfPresent(ExpandTiming.self, forKey: .timing)
    after = try values.decodeIfPresent(String.self, forKey: .after)
    before = try values.decodeIfPresent(String.self, forKey: .before)
    limit = try values.wholeNumberIfPresent(.limit)
  }
}

extension ExpandRequest.ID: Codable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Int.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else {
      throw DecodingError.dataCorruptedError(
        in: value, debugDescription: "a text or a whole number is wanted")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .text(let text): try value.encode(text)
    case .number(let number): try value.encode(number)
    }
  }
}
