/// Something wrong at one place of a file, with what to do about it where that can be guessed.
public struct Diagnostic: Hashable, Sendable, Error {
  public enum Severity: String, Hashable, Sendable, Codable {
    /// The file is refused.
    case error
    /// The file is accepted as it stands.
    case warning
  }

  /// The path the caller gave.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in characters (Unicode scalars) of that line.
  public var column: Int
  public var severity: Severity
  /// One line of plain words, without the suggestion.
  public var message: String
  /// What was probably meant, ready to be put in its place; without quotes.
  public var suggestion: String?

  public init(
    file: String, line: Int, column: Int, severity: Severity = .error, message: String,
    suggestion: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
    self.suggestion = suggestion
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line for people: `plan.toml:14:1: unknown key "tiems" in [medication.x]; did you mean "times"?`.
  public var description: String {
    let warning = severity == .warning ? "warning: " : ""
    let hint = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    return "\(file):\(line):\(column): \(warning)\(message)\(hint)"
  }
}
