import ArgumentParser
import Care
import Household

/// `tend contacts`: who helps, and how to reach them.
struct Contacts: Verb {
  static let configuration = CommandConfiguration(
    commandName: "contacts",
    abstract: "Show who helps and how to reach them: the care team, carers, organisations.",
    discussion: "They stand in the plan as [contact.ID] with name, role, phone, email, url, links and notes.")

  @Argument(help: "Only those whose name, id or role has this in it: nurse.")
  var words: String?

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func run(_ context: CommandContext) throws {
    let (plan, _) = try context.planInForce()
    // Like hours of contacts, it is read on the clock of this computer.
    let machine = try context.household.zoneBook(for: plan).machine
    let onDuty = Set(plan.onDuty(at: context.now, in: machine).map(\.id))
    let contacts = plan.contacts.filter { contact in
      guard let words = words?.lowercased() else { return true }
      return [contact.id, contact.name, contact.role ?? ""].contains { $0.lowercased().contains(words) }
    }
    if json {
      return JSONListing.print(contacts, to: context.printer) { contact in
        [
          "contact": .text(contact.id), "name": .text(contact.name), "role": .text(contact.role),
          "phone": .text(contact.phone), "email": .text(contact.email), "url": .text(contact.url),
          "links": .list(contact.links.map { .object($0.object) }), "notes": .text(contact.notes),
          "duty": .list(contact.duty.map(\.description)),
          "on_duty": .bool(onDuty.contains(contact.id)),
        ]
      }
    }
    guard !contacts.isEmpty else {
      return context.printer.line(
        words == nil ? "The plan names nobody: tend add contact" : "Nobody like that is in the plan.")
    }
    var table = Table([
      .init(title: "ID"), .init(title: "NAME", least: 10, wraps: true), .init(title: "PHONE"),
      .init(title: "ROLE", least: 10, wraps: true), .init(title: "REACH", least: 10, wraps: true),
      .init(title: "DUTY", least: 8, wraps: true), .init(title: "NOTES", least: 10, wraps: true),
    ])
    for contact in contacts {
      let reach = ([contact.email, contact.url].compactMap(\.self) + contact.links.map(\.words))
        .joined(separator: " ")
      table.add([
        .init(contact.id, .bold), .init(contact.name), .init(contact.phone ?? "", .bold),
        .init(contact.role ?? ""), .init(reach), duty(contact, isNow: onDuty.contains(contact.id)),
        .init(contact.notes ?? ""),
      ])
    }
    table.print(context.printer, context.terminal)
  }

  private func duty(_ contact: Contact, isNow: Bool) -> Table.Cell {
    let words = contact.duty.map(\.description).joined(separator: "; ")
    return isNow ? .init("now (\(words))", .good) : .init(words)
  }
}
