import ArgumentParser

/// `tend add`: what is new in the plan, one verb for each kind.
struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an entry, a person or a contact to the plan.",
    discussion: """
      tend add medication Midostaurin --dose "100 mg" --at breakfast,dinner --from 2026-12-01
      tend add appointment "Hematology clinic" --when "2026-12-03 09:40" --remind 1d,2h
      """,
    subcommands: [
      AddMedication.self, AddAppointment.self, AddActivity.self, AddCheckIn.self, AddPerson.self,
      AddContact.self,
    ])
}
