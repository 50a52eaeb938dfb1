import Almanac
import Care

extension PlanReader {
  private enum FoodWord: String, CaseIterable {
    case withFood = "with food"
    case emptyStomach = "empty stomach"
  }

  struct FoodWords {
    var text: String
    var rule: FoodRule?
    var hasNotices = false
  }

  /// What a medication says of food: words, and what they ask of its times where they have a meaning.
  func foodWords(_ node: Int, _ reader: FieldReader) -> FoodWords? {
    guard reader.kind(node) == .table else {
      return reader.text(node, example: "with food").map { FoodWords(text: $0, rule: FoodRule($0)) }
    }
    var word: FoodWord?
    var (before, after) = (TimeSpan?.none, TimeSpan?.none)
    var hasNotices = false
    let spans = TimeSpan.minutes(0)...TimeSpan.hours(12)
    for (key, value) in reader.keys(FoodKey.self, of: node) {
      switch key {
      case .rule: word = reader.choice(value, FoodWord.self)
      case .before: before = reader.span(value, example: "1h", in: spans)
      case .after: after = reader.span(value, example: "2h", in: spans)
      case .notices:
        guard reader.kind(value) == .boolean else {
          reader.error(value: value, "\"notices\" takes true or false without quotes")
          continue
        }
        hasNotices = reader.document.raw(value) == "true"
      }
    }
    require(["rule": "\"empty stomach\""], in: node, reader)
    guard let word else { return nil }
    guard word == .emptyStomach else {
      for key in ["before", "after", "notices"] {
        guard let found = reader.document.child(node, key) else { continue }
        reader.error(key: found, "\"\(key)\" goes with rule = \"empty stomach\"")
      }
      return FoodWords(text: word.rawValue, rule: .withFood)
    }
    return FoodWords(
      text: word.rawValue, rule: .emptyStomach(before: before ?? .hours(1), after: after ?? .hours(2)),
      hasNotices: hasNotices)
  }
}
