/// Gathers everything wrong with a set of files, to be shown in the order in which it is written.
final class DiagnosticLog {
  private struct Finding {
    var file: Int
    var offset: Int
    var message: String
    var suggestion: String?
  }

  private struct Use {
    var kind: NameUse.Kind
    var name: String
    var file: Int
    var offset: Int
  }

  private var findings: [Finding] = []
  private var uses: [Use] = []

  var isEmpty: Bool { findings.isEmpty }
  var count: Int { findings.count }

  func report(file: Int, offset: Int, _ message: String, suggestion: String? = nil) {
    findings.append(Finding(file: file, offset: offset, message: message, suggestion: suggestion))
  }

  /// Something of another kind of file is named here.
  func note(_ kind: NameUse.Kind, _ name: String, file: Int, offset: Int) {
    uses.append(Use(kind: kind, name: name, file: file, offset: offset))
  }

  /// What was noted, in the order of reading.
  func nameUses(paths: [String], position: (_ file: Int, _ offset: Int) -> (line: Int, column: Int))
    -> [NameUse]
  {
    uses.map { use in
      let (line, column) = position(use.file, use.offset)
      return NameUse(kind: use.kind, name: use.name, file: paths[use.file], line: line, column: column)
    }
  }

  /// The findings by file, line and column; `position` tells the line and column of a byte of a file.
  func diagnostics(
    paths: [String], position: (_ file: Int, _ offset: Int) -> (line: Int, column: Int)
  ) -> [Diagnostic] {
    let order = findings.indices.sorted { a, b in
      (findings[a].file, findings[a].offset, a) < (findings[b].file, findings[b].offset, b)
    }
    return order.map { index in
      let finding = findings[index]
      let (line, column) = position(finding.file, finding.offset)
      return Diagnostic(
        file: paths[finding.file], line: line, column: column, message: finding.message,
        suggestion: finding.suggestion)
    }
  }
}
