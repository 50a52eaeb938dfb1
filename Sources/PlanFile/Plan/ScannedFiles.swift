/// The files of one load, scanned; where one is not TOML that is in the log and its document is missing.
struct ScannedFiles {
  let files: [SourceFile]
  let documents: [TOMLDocument?]
  let log: DiagnosticLog

  init(_ files: [SourceFile]) {
    let log = DiagnosticLog()
    self.files = files
    self.log = log
    documents = files.indices.map { index in
      do throws(TOMLSyntaxError) {
        return try TOMLScanner.scan(files[index].text)
      } catch {
        log.report(file: index, offset: error.offset, error.message, suggestion: error.suggestion)
        return nil
      }
    }
  }

  var allAreTOML: Bool { documents.allSatisfy { $0 != nil } }

  var readers: [FieldReader] {
    let known = Readings()
    return documents.indices.compactMap { index in
      documents[index].map { FieldReader(document: $0, file: index, log: log, known: known) }
    }
  }

  func diagnostics() -> [Diagnostic] { log.diagnostics(paths: files.map(\.path), position: position) }
  func nameUses() -> [NameUse] { log.nameUses(paths: files.map(\.path), position: position) }

  private func position(_ file: Int, _ offset: Int) -> (line: Int, column: Int) {
    documents[file]?.position(offset) ?? TOMLText.position(of: offset, in: files[file].text)
  }
}
