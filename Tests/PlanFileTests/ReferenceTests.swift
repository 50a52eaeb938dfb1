import Care
import Foundation
import Testing

@testable import PlanFile

/// `Documentation/plan.md` holds the timing keys that are read.
struct ReferenceTests {
  private func document() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    return String(
      decoding: try Data(contentsOf: root.appending(path: "Documentation/plan.md")), as: UTF8.self)
  }

  /// The first cells of the table rows, without their quotes.
  private func keys() throws -> [String] {
    try document().split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      return line.dropFirst(3).split(separator: "`").first.map(String.init)
    }
  }

  @Test func everyTimingKeyIsInTheReference() throws {
    let documented = try keys()
    let other: Set<Field> = [.person, .importance, .early, .lateAfter, .missedAfter]
    for field in Field.common where !other.contains(field) { #expect(documented.contains(field.key)) }
    for key in ["day1", "days", "of", "cycles", "day0"] { #expect(documented.contains(key)) }
  }

  @Test func everyKeyOfTheReferenceIsRead() throws {
    let read = Set(Field.allCases.map(\.key) + ["day1", "days", "of", "cycles", "day0"])
    for key in try keys() { #expect(read.contains(key), "\(key)") }
  }
}
