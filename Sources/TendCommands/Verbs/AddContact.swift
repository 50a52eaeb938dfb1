import ArgumentParser
import Care
import PlanFile

/// `tend add contact`.
struct AddContact: Verb {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Add somebody of the care team, a carer, or an organisation.",
    discussion: """
      tend add contact "Dr Okafor" --role hematologist --phone "+49 30 1234"
      Further keys of a contact: tend set contact.dr-okafor email=clinic@example.org
      """)

  @Argument(help: "What people call them.")
  var name: String

  @Option(name: .long, help: "Their id in the plan; else one is made from the name.")
  var id: String?

  @Option(name: .long, help: "What they are: hematologist, nurse line, sister.")
  var role: String?

  @Option(name: .long, help: "The number to call.")
  var phone: String?

  @Option(name: .long, help: "The address to write to.")
  var email: String?

  @Option(name: .long, help: "A page of theirs: https://…")
  var url: String?

  @Option(name: .long, help: "A word for the family.")
  var notes: String?

  @OptionGroup var edit: EditOptions

  func run(_ context: CommandContext) throws {
    var fields = FieldList()
    fields.add("name", literally: name)
    fields.add("role", literally: role)
    fields.add("phone", literally: phone)
    fields.add("email", literally: email)
    fields.add("url", literally: url)
    fields.add("notes", literally: notes)
    let added = try PeopleEditing(context: context, edit: edit).add(.contact, name: name, id: id, fields)
    guard let added, !edit.dryRun else { return }
    let details = [role, phone, email, url].compactMap { $0 }
    context.printer.line("\(added)  \(([name] + details).joined(separator: ", "))")
  }
}
