public import Care

/// Where a part of the plan is written.
public struct SourceLocation: Hashable, Sendable {
  /// The path the caller gave.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in characters (Unicode scalars) of that line.
  public var column: Int
  /// The bytes of the table's header and its own lines, or of the inline table; sub-tables under headers of their
  /// own are not in it.
  public var bytes: Range<Int>

  public init(file: String, line: Int, column: Int, bytes: Range<Int>) {
    self.file = file
    self.line = line
    self.column = column
    self.bytes = bytes
  }

  /// File, line and column as compilers write them, `plan.toml:14:1`.
  public var place: String { "\(file):\(line):\(column)" }
}

/// Where each entry of a plan is written.
public struct SourceMap: Sendable {
  var indices: [String: Int] = [:]
  var locations: [SourceLocation] = []

  /// Nil for an id that no file of the plan has.
  public subscript(_ id: EntryID) -> SourceLocation? {
    indices[id.text].map { locations[$0] }
  }
}
