/// One file of the plan or the settings, as read.
public struct SourceFile: Sendable {
  /// The path shown in diagnostics, as short as the caller likes: `plan.toml`, `plan.d/trial.toml`.
  public var path: String
  /// The bytes of the file, untouched.
  public var text: [UInt8]

  public init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
  }
}
