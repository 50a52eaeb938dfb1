import Care
import PlanFile

extension CommandFailure {
  /// Of an id that the plan does not have, with what was probably meant.
  static func noEntry(_ id: EntryID, in plan: Plan?) -> CommandFailure {
    if let failure = renamed(id, in: plan) { return failure }
    let known = plan?.entries.map(\.id.text) ?? []
    let longer = known.filter { $0.hasPrefix(id.text) }
    let near = longer.count == 1 ? longer[0] : Nearest.match(id.text, among: known)
    return CommandFailure(
      "there is no entry “\(id)”" + (near.map { "; did you mean “\($0)”?" } ?? ""),
      hint: "tend list shows them")
  }

  /// Of an id that an entry had before; nil for any other.
  static func renamed(_ id: EntryID, in plan: Plan?) -> CommandFailure? {
    plan?.entries.first { $0.renamedFrom == id }.map {
      CommandFailure("“\(id)” is called “\($0.id)” now", hint: "tend show \($0.id)")
    }
  }
}
