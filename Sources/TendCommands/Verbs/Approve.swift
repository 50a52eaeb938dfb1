import Almanac
import ArgumentParser
import Care
import Household
import PlanFile

/// `tend approve`: the care team agreed to an activity.
struct Approve: Verb {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Write down that the care team approved an activity.",
    discussion: """
      tend approve yoga --by dr-okafor --on 2026-12-01 --review 2027-06-01
      Only approved activities remind. A review that is coming up is a reminder of its own.
      """)

  @Argument(help: "The id of an activity.")
  var entry: EntryArgument

  @Option(name: .long, help: "Who on the care team approved it: a contact of the plan.")
  var by: String

  @Option(name: .long, help: "The day of the approval: 2026-12-01; else today.")
  var on: DateArgument?

  @Option(name: .long, help: "The day to ask again.")
  var review: DateArgument?

  @OptionGroup var change: ApprovalOptions

  func run(_ context: CommandContext) throws {
    try on?.checkHasCome(context)
    try change.write(context, channel: "approve", entry.id) { plan, activity, today in
      let dated = on?.date ?? today
      // A review that was due by then has taken place.
      let kept = activity.approval?.review.flatMap { $0 > dated ? $0 : nil }
      return Approval(
        status: .approved, by: plan.contactID(by), dated: dated, review: review?.date ?? kept)
    }
  }
}

/// `tend withdraw`: the care team, or the person, wants it no more.
struct Withdraw: Verb {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Write down that the approval of an activity was withdrawn, and why.",
    discussion: "It stays in the plan with the reason, and does not remind any more. tend undo takes it back."
  )

  @Argument(help: "The id of an activity.")
  var entry: EntryArgument

  @Option(name: .long, help: "Who withdrew it: a contact of the plan.")
  var by: String

  @Option(name: .long, help: "Why, in a few words.")
  var reason: String

  @Option(name: .long, help: "The day of it; else today.")
  var on: DateArgument?

  @OptionGroup var change: ApprovalOptions

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason needs a word or two") }
  }

  func run(_ context: CommandContext) throws {
    try on?.checkHasCome(context)
    try change.write(context, channel: "withdraw", entry.id) { plan, _, today in
      Approval(status: .withdrawn, by: plan.contactID(by), dated: on?.date ?? today, reason: reason)
    }
  }
}

/// How an approval is written into the plan.
struct ApprovalOptions: ParsableArguments {
  @Flag(name: .long, help: "Show what would change and the next times, and write nothing.")
  var dryRun = false

  @Option(name: .long, help: "Who writes it down: a contact of the plan, or a name.")
  var recordedBy: String?

  func write(
    _ context: CommandContext, channel: String, _ id: EntryID,
    _ decide: (Plan, Activity, CivilDate) throws -> Approval
  ) throws {
    let editing = PlanEditing(context: context, channel: channel, by: recordedBy, isDryRun: dryRun)
    let result = try editing.change { draft in
      var editor = try draft.editor(holding: id)
      guard let plan = draft.plan else {
        throw EditComplaint(draft.loaded.plan.diagnostics, .commandOnMistakes).failure
      }
      guard case .activity(let activity)? = plan.entry(id)?.detail else {
        throw CommandFailure("\(id) is no activity: only those wait for approval", code: .usage)
      }
      let zone = try context.household.zoneBook(for: plan)
      let own = plan.entry(id).flatMap { zone[plan.zoneName(of: $0)] } ?? zone.machine
      let approval = try decide(plan, activity, own.local(at: context.now).date)
      try editor.set(id, "approval.status", to: .text(approval.status.rawValue))
      for (key, value, old) in [
        ("by", approval.by, activity.approval?.by),
        ("dated", approval.dated?.description, activity.approval?.dated?.description),
        ("review", approval.review?.description, activity.approval?.review?.description),
        ("reason", approval.reason, activity.approval?.reason),
      ] where value != old {
        try editor.set(id, "approval.\(key)", to: value.map { .text($0) })
      }
      return draft.change(editor, of: id)
    }
    let report = EntryReport(context: context, result: result)
    if dryRun { try report.preview(id) } else { try report.changed(result.new.entry(id)) }
  }
}
