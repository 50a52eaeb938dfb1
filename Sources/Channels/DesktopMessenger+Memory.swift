import Care
import Desktop

/// Popups that outlive tendd: nobody hears their buttons any more, so the next one shows them anew in the same place, or
/// takes them away.
extension DesktopMessenger {
  /// Takes over what is on the screen since before this process.
  func takeOver(_ rows: PlannerState) {
    guard let desk, !remembered.isEmpty else { return }
    let now = clock()
    for item in remembered {
      let known = item.occurrences.compactMap(rows.occurrence)
      guard let first = item.occurrences.first else { continue }
      let key: PopupGroup.Key =
        if item.isAlone || known.isEmpty { .alone(first) } else {
          .moment(person: known[0].facts.person, known[0].facts.instant)
        }
      var group = groups[key] ?? PopupGroup(wording: desk.wording(of: channel))
      let isToldAnew = groups[key] != nil
      for occurrence in known where !group.occurrences.contains(where: { $0.id == occurrence.id }) {
        group.tell(occurrence, isRecorded: true, wording: group.wording)
      }
      _ = group.follow(rows, now: now)
      group.popup = item.popup
      group.seen = Set(item.occurrences)
      group.wasShown = true
      group.isDismissed = item.isDismissed && !isToldAnew
      groups[key] = group
    }
    remembered = []
  }

  /// Keeps what is on the screen, or was and is to be shown again.
  func remember() {
    guard memory != nil else { return }
    let items = groups.compactMap { key, group -> PopupMemory.Item? in
      guard group.wasShown else { return nil }
      var ids = group.occurrences.map(\.id)
      var isAlone = false
      if case .alone(let id) = key { (ids, isAlone) = ([id], true) }
      return ids.isEmpty
        ? nil
        : PopupMemory.Item(
          popup: group.popup, isAlone: isAlone, isDismissed: group.isDismissed, occurrences: ids)
    }
    memory?.keep(items + remembered)
  }
}
