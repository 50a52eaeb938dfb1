import ArgumentParser
import Care

/// `tend add check-in`.
struct AddCheckIn: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check-in", abstract: "Add a check-in: questions to answer, and when.")

  @Option(name: .long, help: "What to ask: pain,mood,fatigue.")
  var ask: [String] = []

  @OptionGroup var entry: EntryOptions

  func run(_ context: CommandContext) throws {
    try entry.add(.checkIn, to: context) { _ in
      var after = FieldList()
      after.add("ask", ask)
      return (FieldList(), after)
    }
  }
}
