import Almanac
import Care
import Testing

/// What counts as an answer, and what raises a flag.
struct QuestionTests {
  @Test(
    arguments: [
      ("pain", "0", "pain 0"), ("pain", "10", "pain 10"), ("pain", "07", "pain 7"), ("pain", "11", nil),
      ("pain", "-1", nil), ("pain", "7.5", nil), ("pain", "bad", nil), ("pain", "", nil),
      ("weight", "61.5", "weight 61.5 kg"), ("weight", "61.5 kg", "weight 61.5 kg"), ("weight", "61,5", nil),
      ("weight", "0.5", nil), ("weight", "615", nil), ("temperature", "36.8", "temperature 36.8 °C"),
      ("temperature", "98.2", nil), ("temperature", "29.9", nil),
    ] as [(String, String, String?)])
  func aKnownQuestionTakesWhatItSays(name: String, typed: String, words: String?) throws {
    #expect(try #require(Question.known(name)).reading(typed)?.words == words)
  }

  @Test(
    arguments: [
      (Question("cough", .yesNo), "y", "yes"), (Question("cough", .yesNo), "No", "no"),
      (Question("cough", .yesNo), "maybe", nil), (Question("night", .text), "  up twice ", "up twice"),
      (Question("night", .text), "  ", nil), (Question("sleep", .scale(1, 5)), "5", "5"),
      (Question("sleep", .scale(1, 5)), "0", nil),
      (Question("steps", .number(unit: "steps", from: nil, to: nil)), "4000", "4000"),
    ] as [(Question, String, String?)])
  func aDeclaredQuestionTakesWhatItSays(question: Question, typed: String, value: String?) {
    #expect(question.reading(typed)?.value == value)
  }

  @Test(
    arguments: [
      (">=", "7", "7", true), (">=", "7", "6", false), (">", "7", "7", false), ("<", "38.5", "38.49", true),
      ("<=", "10", "9", true), ("=", "yes", "yes", true), ("=", "yes", "no", false),
      ("=", "10", "10.0", true),
      (">=", "9", "10", true),
    ] as [(String, String, String, Bool)])
  func aConditionComparesNumbersAsNumbers(relation: String, limit: String, value: String, isMet: Bool) throws
  {
    let rule = FlagRule("q", try #require(FlagRule.Relation(rawValue: relation)), limit, say: "")
    #expect(rule.isMet(by: Reading(question: "q", value: value)) == isMet)
    #expect(!rule.isMet(by: Reading(question: "other", value: value)))
  }
}
