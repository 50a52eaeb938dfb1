import Almanac
import Care

extension Refusal {
  /// In words, with what can be done instead.
  func failure(_ occurrence: Occurrence, names: (String) -> String, zone: ZoneRules, now: Instant)
    -> CommandFailure
  {
    let words = RefusalWords(self, occurrence, name: names, zone: zone, now: now)
    let isUsage = if case .inTheFuture = self { true } else { false }
    return CommandFailure(words.message, code: isUsage ? .usage : .refused, hint: words.hint)
  }
}
