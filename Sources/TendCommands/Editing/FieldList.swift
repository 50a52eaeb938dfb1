import Care
import PlanFile

/// The keys of a new entry, in the order in which they are written.
struct FieldList {
  private(set) var fields: [PlanField] = []

  mutating func add(_ key: String, _ text: String?) {
    guard let text else { return }
    fields.append(PlanField(key, PlanValue(typed: text, for: key)))
  }

  /// A text as it is, whatever it looks like: names and numbers of telephones.
  mutating func add(_ key: String, literally text: String?) {
    if let text { fields.append(PlanField(key, .text(text))) }
  }

  /// Of an option that can be given more than once, each time with one value or several.
  mutating func add(_ key: String, _ texts: [String]) {
    let values = texts.flatMap { text in
      if case .list(let values) = PlanValue(typed: text, for: key) {
        values
      } else {
        [PlanValue(typed: text, for: key)]
      }
    }
    guard let first = values.first else { return }
    fields.append(PlanField(key, values.count == 1 ? first : .list(values)))
  }

  mutating func add(_ key: String, _ table: FieldList) {
    guard !table.fields.isEmpty else { return }
    fields.append(PlanField(key, .table(table.fields)))
  }
}

extension Plan {
  /// A person named by id or by name.
  func personID(_ text: String) -> String {
    person(text)?.id ?? people.first { $0.name == text }?.id ?? text
  }

  /// A contact named by id or by name.
  func contactID(_ text: String) -> String {
    contact(text)?.id ?? contacts.first { $0.name == text }?.id ?? text
  }
}
