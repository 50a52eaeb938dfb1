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

  /// Parses every file with TOMLKit too, and reports where it reads something else.
  func judge() {
    for reader in readers {
      guard let disagreement = TOMLJudge.disagreement(with: reader.document) else { continue }
      reader.error(at: disagreement.offset, disagreement.message)
    }
  }

  func diagnostics() -> [Diagnostic] {
    log.diagnostics(paths: files.map(\.path)) { file, offset in
      documents[file]?.position(offset) ?? TOMLText.position(of: offset, in: files[file].text)
    }
  }
}
