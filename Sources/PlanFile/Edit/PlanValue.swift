/// A value to be written into the plan.
public enum PlanValue: Hashable, Sendable {
  case text(String)
  case number(Int64)
  case truth(Bool)
  case list([PlanValue])
  case table([PlanField])

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
