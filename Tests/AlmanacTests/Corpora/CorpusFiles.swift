import Foundation

@testable import Almanac

/// The third-party test data, found through TEND_CORPORA; its SOURCE.md files say where it comes from.
enum CorpusFiles {
  static let root = ProcessInfo.processInfo.environment["TEND_CORPORA"].map { URL(filePath: $0) }

  /// Zones whose law has changed since tzdata 2025b, with which the cases were made.
  static let changedZones: Set = ["Africa/Casablanca"]

  /// Suites over the corpora are skipped, visibly, where there are none.
  static var arePresent: Bool { root != nil }

  static func data(_ path: String) throws -> Data {
    guard let root else { throw CocoaError(.fileNoSuchFile) }
    return try Data(contentsOf: root.appending(path: path))
  }

  /// The cases of a `.json` file with a `cases` list, or of a `.jsonl` file with one case a line.
  static func cases<Case: Decodable>(_ path: String, of type: Case.Type) throws -> [Case] {
    let data = try data(path)
    let decoder = JSONDecoder()
    guard path.hasSuffix(".jsonl") else { return try decoder.decode(CaseFile<Case>.self, from: data).cases }
    return try data.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Case.self, from: $0) }
  }

  /// The rules of a zone as this machine has them.
  static func zone(_ name: String) throws -> ZoneRules {
    let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))
    return try ZoneRules(name: name, tzif: [UInt8](bytes))
  }
}

private struct CaseFile<Case: Decodable>: Decodable {
  let cases: [Case]
}
