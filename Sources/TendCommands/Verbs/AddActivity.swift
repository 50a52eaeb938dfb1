import ArgumentParser
import Care

/// `tend add activity`.
struct AddActivity: Verb {
  static let configuration = CommandConfiguration(
    commandName: "activity", abstract: "Add a wellness activity.",
    discussion: "An activity reminds only once the care team has approved it: say who with --approved-by.")

  @Option(name: .long, help: "How long it takes: 20m.")
  var lasts: String?

  @Option(name: .long, help: "Who on the care team approved it: a contact of the plan.")
  var approvedBy: String?

  @Option(name: .long, help: "The day of the approval: 2026-10-28.")
  var approvedOn: String?

  @Option(name: .long, help: "The day to ask again.")
  var review: String?

  @Option(name: .long, help: "Whose own it is: a contact, for a carer's rest. It needs no approval.")
  var carer: String?

  @Option(name: .long, help: "A page, such as where to join: https://…, or with a name “Join: https://…”.")
  var link: [String] = []

  @OptionGroup var entry: EntryOptions

  func run(_ context: CommandContext) throws {
    try entry.add(.activity, to: context) { plan in
      var approval = FieldList()
      approval.add("status", approvedBy == nil ? "proposed" : "approved")
      approval.add("by", approvedBy.map(plan.contactID))
      approval.add("dated", approvedOn)
      approval.add("review", review)
      var after = FieldList()
      after.add("lasts", lasts)
      after.add("links", link)
      if let carer { after.add("carer", plan.contactID(carer)) } else { after.add("approval", approval) }
      return (FieldList(), after)
    }
  }

  func validate() throws {
    guard carer == nil || approvedBy == nil else {
      throw ValidationError("what is a carer's own needs no approval")
    }
    guard approvedOn == nil || approvedBy != nil else {
      throw ValidationError("--approved-on says when; --approved-by has to say who.")
    }
  }
}
