/// What a check-in asks, and what counts as an answer.
public struct Question: Hashable, Sendable {
  public var name: String
  public var form: Form

  public enum Form: Hashable, Sendable {
    /// A whole number between two.
    case scale(Int, Int)
    /// A measured number, within bounds outside which it is a slip of the finger.
    case number(unit: String, from: String?, to: String?)
    case yesNo
    case text
  }

  public init(_ name: String, _ form: Form) {
    self.name = name
    self.form = form
  }

  /// Those that a plan can name without saying what they take.
  public static let known = [
    Question("pain", .scale(0, 10)), Question("mood", .scale(0, 10)), Question("fatigue", .scale(0, 10)),
    Question("appetite", .scale(0, 10)), Question("weight", .number(unit: "kg", from: "1", to: "500")),
    Question("temperature", .number(unit: "°C", from: "30", to: "45")),
  ]

  public static func known(_ name: String) -> Question? { known.first { $0.name == name } }

  /// `a whole number from 0 to 10`.
  public var takes: String {
    switch form {
    case .scale(let low, let high): "a whole number from \(low) to \(high)"
    case .number(let unit, let from?, let to?): "a number of \(unit) from \(from) to \(to)"
    case .number(let unit, _, _): "a number of \(unit)"
    case .yesNo: "yes or no"
    case .text: "a few words"
    }
  }

  /// `pain (0-10)`, `weight (kg)`.
  public var words: String {
    switch form {
    case .scale(let low, let high): "\(name) (\(low)-\(high))"
    case .number(let unit, _, _): "\(name) (\(unit))"
    case .yesNo: "\(name) (yes or no)"
    case .text: name
    }
  }

  /// Reads an answer as typed; nil for what is none, such as 11 on a scale to 10.
  public func reading(_ text: String) -> Reading? {
    let typed = text.split(separator: " ").joined(separator: " ")
    switch form {
    case .scale(let low, let high):
      guard typed.utf8.count <= 4, let value = Int(typed), (low...high).contains(value) else { return nil }
      return Reading(question: name, value: "\(value)")
    case .number(let unit, let from, let to):
      let bare = typed.hasSuffix(unit) ? String(typed.dropLast(unit.count)) : typed
      let number = bare.split(separator: " ").joined()
      guard let value = ExactNumber(number), from.flatMap({ ExactNumber($0) }).map({ value >= $0 }) ?? true,
        to.flatMap({ ExactNumber($0) }).map({ value <= $0 }) ?? true
      else { return nil }
      return Reading(question: name, value: number, unit: unit)
    case .yesNo:
      switch typed.lowercased() {
      case "yes", "y": return Reading(question: name, value: "yes")
      case "no", "n": return Reading(question: name, value: "no")
      default: return nil
      }
    case .text: return typed.isEmpty ? nil : Reading(question: name, value: typed)
    }
  }
}

/// What was answered to one question of a check-in.
public struct Reading: Hashable, Sendable, Codable {
  public var question: String
  /// As it was written: `7`, `61.5`, `yes`, or words.
  public var value: String
  public var unit: String?

  public init(question: String, value: String, unit: String? = nil) {
    self.question = question
    self.value = value
    self.unit = unit
  }

  /// `pain 7`, `weight 61.5 kg`.
  public var words: String { "\(question) \(value)" + (unit.map { " \($0)" } ?? "") }
}
