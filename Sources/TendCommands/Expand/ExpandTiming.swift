import Almanac

/// Tend's timing keys as JSON, in the words of the plan.
struct ExpandTiming: Decodable {
  var timing: Timing
  /// `day`: what breakfast means.
  var moments: DayMoments

  enum CodingKeys: String, CodingKey, CaseIterable {
    case at, on, every, from, until, count, except, when, day
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    timing = Timing()
    timing.at = try values.texts(.at) { TimeOfDay($0) }
    timing.on = try values.texts(.on) { DayPattern($0) }
    timing.every = try values.text(.every) { Timing.Step($0) }
    timing.from = try values.text(.from) { CivilDate($0) }
    timing.until = try values.text(.until) { CivilDate($0) }
    timing.count = try values.decodeIfPresent(Int.self, forKey: .count)
    timing.except = try values.texts(.except) { Timing.Exception($0) }
    timing.when = try values.texts(.when) { CivilDateTime($0) }
    let times = try values.decodeIfPresent([String: String].self, forKey: .day) ?? [:]
    moments = DayMoments(try times.mapValues { try values.read($0, .day) { ClockTime($0) } })
  }
}

extension KeyedDecodingContainer<ExpandTiming.CodingKeys> {
  fileprivate func texts<Value>(_ key: Key, _ read: (String) -> Value?) throws -> [Value] {
    let texts = try decodeIfPresent(TextList.self, forKey: key)?.texts ?? []
    return try texts.map { try self.read($0, key, read) }
  }

  fileprivate func text<Value>(_ key: Key, _ read: (String) -> Value?) throws -> Value? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    return try self.read(text, key, read)
  }

  fileprivate func read<Value>(_ text: String, _ key: Key, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(text) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "\(key.stringValue): “\(text)” does not read")
    }
    return value
  }
}
