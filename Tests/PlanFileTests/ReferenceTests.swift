import Care
import Foundation
import Testing

@testable import PlanFile

/// `Documentation/plan.md` and `Documentation/settings.md` hold exactly the keys that are read, and so does
/// `Config/settings.toml`.
struct ReferenceTests {
  /// The tables of a page by their heading, with the keys of the decoder that they have to hold.
  private static let pages: [String: [String: [String]]] = ["plan.md": plan, "settings.md": settings]

  private static let settings: [String: [String]] = [
    "All settings": names(SettingsKey.self),
    "The ladder: `[remind.IMPORTANCE]`": names(LadderKey.self),
    "`escalate`": names(EscalationKey.self),
    "Commands: `[channel.NAME]`": ChannelKey.ofCommand.map(\.rawValue),
    "Popups: `[channel.desktop]`": ChannelKey.ofDesktop.map(\.rawValue),
    "The journal: `[channel.journal]`": ChannelKey.ofJournal.map(\.rawValue),
    "`[quiet]`": names(QuietKey.self),
    "`[silence]`": names(EscalationKey.self),
    "`[catch-up]`": names(CatchUpKey.self),
  ]

  private static let plan: [String: [String]] = [
    "People: `[person.ID]`": names(PersonKey.self),
    "Contacts: `[contact.ID]`": names(ContactKey.self),
    "Every entry": Field.general.map(\.key),
    "When: the timing keys": Field.timing.map(\.key),
    "`cycle`": names(CycleKey.self),
    "`countdown`": names(CountdownKey.self),
    "`after`": names(AfterKey.self),
    "How to be reminded of it": Field.reminding.map(\.key),
    "`escalate`": names(EscalationKey.self),
    "Medications: the keys of their own": Field.own(of: .medication).map(\.key),
    "Other amounts at other times": DoseKey.ofTime.map(\.rawValue),
    "`taper`": DoseKey.ofStep.map(\.rawValue),
    "`food`": names(FoodKey.self),
    "`stock`": names(StockKey.self),
    "`places`": names(PlaceKey.self),
    "`as-needed`": names(AsNeededKey.self),
    "`apart-from`": names(ApartKey.self),
    "Activities: the keys of their own": Field.own(of: .activity).map(\.key),
    "`approval`": names(ApprovalKey.self),
    "`phases`": names(PhaseKey.self),
    "Check-ins: the keys of their own": Field.own(of: .checkIn).map(\.key),
    "`ask`": names(QuestionKey.self),
    "`flag`": names(FlagKey.self),
    "`silence`": names(SilenceKey.self),
    "Appointments: the keys of their own": Field.own(of: .appointment).map(\.key),
    "`prepare`": names(PreparationKey.self),
    "`links`": names(LinkKey.self),
  ]

  private static func names<Key: TableKey>(_: Key.Type) -> [String] { Key.allCases.map(\.rawValue) }

  private struct Row {
    let keys: [String]
    let cells: [String]
  }

  private func text(_ page: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    return try String(contentsOf: root.appending(path: "Documentation/\(page)"), encoding: .utf8)
  }

  /// The rows of the tables of keys under each heading.
  private func rows(_ page: String) throws -> [String: [Row]] {
    var (heading, found) = ("", [String: [Row]]())
    for line in try text(page).split(separator: "\n") {
      if line.hasPrefix("#") { heading = String(line.drop { $0 == "#" || $0 == " " }) }
      guard line.hasPrefix("| `") else { continue }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let keys = cells[0].split(separator: "`").map(String.init).filter { $0 != ", " }
      found[heading, default: []].append(Row(keys: keys, cells: cells))
    }
    return found
  }

  @Test(arguments: ["plan.md", "settings.md"])
  func everyTableOfThePageHoldsTheKeysThatAreReadThereAndNoOthers(_ page: String) throws {
    let rows = try rows(page)
    let sections = try #require(ReferenceTests.pages[page])
    #expect(Set(rows.keys) == Set(sections.keys))
    for (heading, keys) in sections {
      let found = (rows[heading] ?? []).flatMap(\.keys)
      #expect(found.sorted() == keys.sorted(), "\(heading)")
    }
  }

  @Test(arguments: ["plan.md", "settings.md"])
  func everyKeyHasItsMeaningItsTypeWithAnExampleAndItsDefault(_ page: String) throws {
    for (heading, rows) in try rows(page) {
      for row in rows {
        #expect(row.cells.count == 4, "\(heading): \(row.keys)")
        #expect(row.cells.allSatisfy { !$0.isEmpty }, "\(heading): \(row.keys)")
        #expect(row.cells.count > 2 && row.cells[2].contains("`"), "\(heading): \(row.keys) has no example")
      }
    }
  }

  @Test func everyExampleOfThePageOfSettingsReads() throws {
    let examples = try text("settings.md").components(separatedBy: "```toml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(examples.count == 8)
    for example in examples {
      let loaded = SettingsLoader.load(SourceFile(path: "settings.toml", text: Array(example.utf8)))
      #expect(loaded.diagnostics.map(\.description) == [], "\(example)")
    }
  }

  @Test func theSamplePlanUsesEveryKeyThatIsRead() throws {
    let text = string(try sample("plan.toml")).split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    let written = text.matches(of: /([a-z0-9-]+) *=/).map { String($0.1) }
    let headers = text.matches(of: /\.([a-z-]+)\]/).map { String($0.1) }
    let used = Set(written + headers)
    for (heading, keys) in ReferenceTests.plan {
      #expect(keys.filter { !used.contains($0) } == [], "\(heading)")
    }
  }

  @Test func everyFieldOfAnEntryIsOfSomeKind() {
    let known = Set(EntryKind.written.flatMap { Field.fields(of: $0) })
    #expect(known == Set(Field.allCases))
  }

  @Test func theSampleSettingsExplainEveryKeyThatIsRead() throws {
    let lines = string(try sample("settings.toml")).split(separator: "\n")
    let words = Set(lines.flatMap { $0.split { !($0.isLetter || $0 == "-") }.map(String.init) })
    let keys =
      ReferenceTests.names(SettingsKey.self) + ReferenceTests.names(LadderKey.self)
      + ReferenceTests.names(QuietKey.self) + ReferenceTests.names(EscalationKey.self)
      + ReferenceTests.names(CatchUpKey.self) + ReferenceTests.names(ChannelKey.self)
    for key in keys { #expect(words.contains(key), "\(key)") }
    // What is set, and what is shown set in a comment.
    for line in lines {
      let text = line.drop { $0 == "#" || $0 == " " }
      guard let end = text.range(of: " = "), !text[..<end.lowerBound].contains(" ") else { continue }
      #expect(keys.contains(String(text[..<end.lowerBound])), "\(line)")
    }
  }
}
