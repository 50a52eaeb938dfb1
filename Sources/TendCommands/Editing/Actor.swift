import Care

/// Who does something, as the record keeps it: a contact of the plan by id, or a plain name.
struct Actor {
  let id: String

  /// - Parameter by: What `--by` says, an id or a contact's name; nil is the `me` of the settings.
  init(_ by: String?, plan: Plan, settings: Settings) {
    guard let by, plan.contact(by) == nil, let known = plan.contacts.first(where: { $0.name == by }) else {
      id = by ?? settings.me
      return
    }
    id = known.id
  }
}
