import Care
import PlanFile

extension CommandFailure {
  /// Of an id that the plan does not have, with what was probably meant.
  static func noEntry(_ id: EntryID, in plan: Plan?) -> CommandFailure {
    let known = plan?.entries.map(\.id.text) ?? []
    let longer = known.filter { $0.hasPrefix(id.text) }
    let near = longer.count == 1 ? longer[0] : Nearest.match(id.text, among: known)
    return CommandFailure(
      "there is no entry “\(id)”" + (near.map { "; did you mean “\($0)”?" } ?? ""),
      hint: "tend list shows them")
  }
}
