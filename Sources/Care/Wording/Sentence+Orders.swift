import Almanac

/// What the care team ordered, and where people are.
extension Sentence {
  func held(_ hold: Hold, _ id: EntryID?) -> String {
    let until = hold.until.map { "until \(time($0))" } ?? "until tend release"
    return
      "\(id?.text ?? "An entry") is on hold \(until), ordered by \(wording.name(of: hold.by)): \(hold.reason)"
  }

  func released(_ release: HoldEnd, _ id: EntryID?) -> String {
    "\(id?.text ?? "An entry") is released by \(wording.name(of: release.by)): the hold is over"
      + after(release.reason)
  }

  func admitted(_ stay: Stay) -> String {
    "\(wording.name(of: stay.person)) is in hospital from \(time(stay.from))\(after(stay.reason)). "
      + "What is done at home is held until tend discharge \(stay.person); appointments go on"
  }

  func discharged(_ discharge: Discharge) -> String {
    let who = wording.name(of: discharge.person)
    guard !discharge.isOver else { return "\(who) is home again: the list was gone through, reminders go on" }
    return "\(who) comes home: \(Phrase.list(discharge.entries.map(\.text))) gone through. "
      + "The rest stays silent until tend discharge \(discharge.person)"
  }
}
