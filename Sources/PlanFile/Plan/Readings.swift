import Almanac
import Care

/// What texts mean that were read before: plans say the same few things over and over.
final class Readings {
  struct Memo<Value> {
    private var known: [String: Value] = [:]

    mutating func value(_ text: String, _ read: (String) -> Value?) -> Value? {
      if let value = known[text] { return value }
      guard let value = read(text) else { return nil }
      known[text] = value
      return value
    }
  }

  var times = Memo<TimeOfDay>()
  var days = Memo<DayPattern>()
  var steps = Memo<Timing.Step>()
  var dates = Memo<CivilDate>()
  var spans = Memo<TimeSpan>()
  var amounts = Memo<Amount>()
}
