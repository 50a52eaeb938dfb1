/// When the answers of a check-in are to raise a flag, and what the care team wrote for that case.
public struct FlagRule: Hashable, Sendable {
  public enum Relation: String, CaseIterable, Hashable, Sendable {
    // The longer ones first: they are looked for in this order.
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  public var question: String
  public var relation: Relation
  public var value: String
  /// On so many days of the person running.
  public var days: Int
  /// The instruction, repeated and never read.
  public var say: String
  public var importance: Importance

  public init(
    _ question: String, _ relation: Relation, _ value: String, days: Int = 1, say: String,
    importance: Importance = .high
  ) {
    self.question = question
    self.relation = relation
    self.value = value
    self.days = days
    self.say = say
    self.importance = importance
  }

  /// Reads `pain >= 7`; nil for anything else.
  public static func condition(_ text: String) -> (question: String, relation: Relation, value: String)? {
    for relation in Relation.allCases {
      guard let range = text.firstRange(of: relation.rawValue) else { continue }
      let question = text[..<range.lowerBound].split(separator: " ").joined(separator: " ")
      let value = text[range.upperBound...].split(separator: " ").joined(separator: " ")
      return question.isEmpty || value.isEmpty ? nil : (question, relation, value)
    }
    return nil
  }

  /// `pain >= 7`.
  public var condition: String { "\(question) \(relation.rawValue) \(value)" }

  /// `pain >= 7 on 2 days running`.
  public var words: String { condition + (days > 1 ? " on \(days) days running" : "") }

  /// Whether an answer is one of those that count.
  public func isMet(by reading: Reading) -> Bool {
    guard reading.question == question else { return false }
    guard let given = ExactNumber(reading.value), let limit = ExactNumber(value) else {
      return relation == .equal && reading.value == value
    }
    switch relation {
    case .atLeast: return given >= limit
    case .atMost: return given <= limit
    case .above: return given > limit
    case .below: return given < limit
    case .equal: return given == limit
    }
  }
}
