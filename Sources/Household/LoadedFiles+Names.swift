import Care
import PlanFile

extension LoadedFiles {
  /// Channels of the plan that no setting sets up, and contacts of the settings whom the plan does not have.
  ///
  /// Warnings, as the two files are saved one after the other; what they lead to is told through whoever is there.
  var strangers: [Diagnostic] {
    guard let plan = plan.plan, let settings = settings.settings else { return [] }
    let channels = settings.allChannels.map(\.name.text)
    let contacts = plan.contacts.map(\.id)
    return (self.plan.nameUses + self.settings.nameUses).compactMap { use in
      guard use.kind != .channel else {
        guard !channels.contains(use.name) else { return nil }
        if settings.heartbeats.contains(where: { $0.name.text == use.name }) {
          return use.warning("[channel.\(use.name)] is a heartbeat, which tells nobody")
        }
        return use.warning(
          "there is no channel \"\(use.name)\"; settings.toml sets it up as [channel.\(use.name)]",
          among: channels)
      }
      if use.name == Contact.onDuty {
        guard plan.contacts.allSatisfy(\.duty.isEmpty) else { return nil }
        return use.warning("nobody is ever on duty: no contact of the plan has a \"duty\"")
      }
      guard let contact = plan.contact(use.name) else {
        return use.warning("the plan has no contact \"\(use.name)\"", among: contacts)
      }
      guard use.kind == .contactToReach, contact.channels.isEmpty else { return nil }
      return use.warning("[contact.\(use.name)] has no channels, so nobody knows how to reach them")
    }
  }
}
