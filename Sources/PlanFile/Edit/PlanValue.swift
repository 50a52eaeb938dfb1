/// A value to be written into the plan.
public enum PlanValue: Hashable, Sendable {
  case text(String)
  case number(Int64)
  case truth(Bool)
  case list([PlanValue])
  case table([PlanField])

  /// What somebody means who types `key=text` at a shell.
  ///
  /// Keys that hold several values are split at commas (`at=breakfast,dinner`), `count` is a number, and everything
  /// else is text as it stands. Whether the plan accepts it is for `PlanLoader` to say.
  public init(typed text: String, for key: String) {
    switch key {
    case "at", "on", "except", "when", "remind", "ask":
      let parts = text.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
      self = parts.count > 1 ? .list(parts.map(PlanValue.text)) : .text(parts.first ?? text)
    case "count":
      self = Int64(text).map(PlanValue.number) ?? .text(text)
    default:
      self = .text(text)
    }
  }

  /// The value as TOML on one line.
  var toml: String {
    switch self {
    case .text(let text): TOMLWriter.text(text)
    case .number(let number): String(number)
    case .truth(let truth): truth ? "true" : "false"
    case .list(let values): "[\(values.map(\.toml).joined(separator: ", "))]"
    case .table(let fields): fields.isEmpty ? "{}" : "{ \(fields.map(\.toml).joined(separator: ", ")) }"
    }
  }

  var tree: TOMLTree {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): .integer(number)
    case .truth(let truth): .boolean(truth)
    case .list(let values): .array(values.map(\.tree))
    case .table(let fields): .table(PlanField.tree(fields))
    }
  }
}

/// A key of an entry and its value.
public struct PlanField: Hashable, Sendable {
  public var key: String
  public var value: PlanValue

  public init(_ key: String, _ value: PlanValue) {
    self.key = key
    self.value = value
  }

  /// The pair as TOML on one line.
  var toml: String { "\(TOMLWriter.key(key)) = \(value.toml)" }

  static func tree(_ fields: [PlanField]) -> [String: TOMLTree] {
    Dictionary(fields.map { ($0.key, $0.value.tree) }) { first, _ in first }
  }
}
