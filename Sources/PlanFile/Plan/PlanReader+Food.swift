import Almanac
import Care

extension PlanReader {
  private enum FoodWord: String, CaseIterable {
    case withFood = "with food"
    case emptyStomach = "empty stomach"
  }

  /// What a medication says of food: words, and what they ask of its times where they have a meaning.
  func foodWords(_ node: Int, _ reader: FieldReader) -> (text: String, rule: FoodRule?)? {
    guard reader.kind(node) == .table else {
      return reader.text(node, example: "with food").map { ($0, FoodRule($0)) }
    }
    var word: FoodWord?
    var (before, after) = (TimeSpan?.none, TimeSpan?.none)
    let spans = TimeSpan.minutes(0)...TimeSpan.hours(12)
    for key in reader.document.children(node) {
      switch reader.document.key(key) {
      case "rule": word = reader.choice(key, FoodWord.self)
      case "before": before = reader.span(key, example: "1h", in: spans)
      case "after": after = reader.span(key, example: "2h", in: spans)
      default: reader.unknownKey(key, in: node, valid: ["rule", "before", "after"], later: [])
      }
    }
    require(["rule": "\"empty stomach\""], in: node, reader)
    guard let word else { return nil }
    guard word == .emptyStomach else {
      for key in ["before", "after"] {
        guard let found = reader.document.child(node, key) else { continue }
        reader.error(key: found, "\"\(key)\" goes with rule = \"empty stomach\"")
      }
      return (word.rawValue, .withFood)
    }
    return (word.rawValue, .emptyStomach(before: before ?? .hours(1), after: after ?? .hours(2)))
  }
}
