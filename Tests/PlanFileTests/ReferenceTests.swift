import Care
import Foundation
import Testing

@testable import PlanFile

/// `Documentation/plan.md` holds the timing keys, and those of medications and appointments, that are read.
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

  /// Of the tables within an entry.
  private static let inner = [
    "day1", "days", "of", "cycles", "day0", "min-interval", "max-per-24h", "together-with", "time",
    "entry", "by", "rule", "because", "step", "before", "delay",
    "after", "ask", "answer", "unit", "from", "if", "say", "importance",
    "contact", "channels", "hours", "duty", "privacy", "role",
    "status", "dated", "review", "reason",
    "on-hand", "per-dose", "refill-at", "expires", "lead", "closed", "places", "practice",
    "place", "count", "notices",
  ]

  @Test func everyTimingKeyIsInTheReference() throws {
    let documented = try keys()
    let other: Set<Field> = [.person]
    for field in Field.common where !other.contains(field) { #expect(documented.contains(field.key)) }
    for key in ReferenceTests.inner { #expect(documented.contains(key), "\(key)") }
  }

  @Test(arguments: [EntryKind.medication, .appointment])
  func everyKeyOfAKindIsInTheReference(kind: EntryKind) throws {
    let documented = try keys()
    let other: Set<Field> = [.person]
    for field in Field.fields(of: kind) where !other.contains(field) {
      #expect(documented.contains(field.key), "\(field.key)")
    }
  }

  @Test func everyKeyOfAnActivityAndACheckInIsInTheReference() throws {
    let documented = try keys()
    let other: Set<Field> = [.person, .importance, .early, .lateAfter, .missedAfter]
    for field in Field.fields(of: .activity) + Field.fields(of: .checkIn) where !other.contains(field) {
      #expect(documented.contains(field.key), "\(field.key)")
    }
  }

  @Test func everyKeyOfTheReferenceIsRead() throws {
    let read = Set(Field.allCases.map(\.key) + ReferenceTests.inner)
    for key in try keys() { #expect(read.contains(key), "\(key)") }
  }
}
