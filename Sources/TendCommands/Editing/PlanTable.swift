import ArgumentParser
import Care
import Household
import PlanFile

/// A table of the plan as typed: an entry (`midostaurin`), or somebody in it (`person.maria`, `contact.dr-okafor`).
enum PlanTable: ExpressibleByArgument {
  case entry(EntryID)
  case somebody(PlanEditor.PeopleSection, String)

  /// Ids are in lower case, and a telephone's keyboard begins with a capital.
  init?(argument: String) {
    let text = argument.lowercased()
    // First: the id of a step has a dot in it as well.
    if let dot = text.firstIndex(of: "."),
      let section = PlanEditor.PeopleSection(rawValue: String(text[..<dot])),
      EntryID.isWellFormed(text[text.index(after: dot)...])
    {
      self = .somebody(section, String(text[text.index(after: dot)...]))
    } else if let id = EntryID(text) {
      self = .entry(id)
    } else {
      return nil
    }
  }

  /// Nil for somebody.
  var entry: EntryID? { if case .entry(let id) = self { id } else { nil } }

  /// Everybody of a section, by id and name.
  static func all(_ section: PlanEditor.PeopleSection, in plan: Plan) -> [(id: String, name: String)] {
    switch section {
    case .person: plan.people.map { ($0.id, $0.name) }
    case .contact: plan.contacts.map { ($0.id, $0.name) }
    }
  }
}

extension PlanDraft {
  /// An editor for the file that holds somebody.
  func editor(holding section: PlanEditor.PeopleSection, _ id: String) throws -> PlanEditor {
    for file in files.plan {
      if let editor = try? PlanEditor(file), editor.contains(section, id) { return editor }
    }
    guard let plan else { throw EditComplaint(loaded.plan.diagnostics, .commandOnMistakes).failure }
    let near = Nearest.match(id, among: PlanTable.all(section, in: plan).map(\.id))
    throw CommandFailure(
      "there is no \(section) “\(id)”",
      hint: near.map { "did you mean \(section).\($0)?" } ?? "tend add \(section) …")
  }
}
