extension Sentence {
  /// Neutral text for eyes that need not know: the id and that something is asked.
  ///
  /// Made from scratch and never from the full text, so that no name, dose, person, reason or note can slip in.
  func discreet(_ kind: JournalEvent, _ body: EventBody, id: OccurrenceID?) -> String {
    let id = id.map { " — \($0)" } ?? ""
    switch kind {
    case .reminder: return "Something is due\(id). See: tend due"
    case .reminderAhead: return "Something is coming up\(id). See: tend next"
    case .late: return "Something is late\(id). See: tend due"
    case .missed: return "Something was missed\(id). See: tend missed"
    case .answered: return "Answered\(id)"
    case .snoozed: return "Snoozed\(id)"
    case .undone: return "Taken back\(id)"
    case .reviewed: return "Reviewed\(id)"
    case .withdrawn: return "Not asked for any more\(id)"
    case .paused: return "An entry is paused"
    case .resumed: return "An entry goes on"
    case .planAccepted:
      guard case .planAccepted(let acceptance) = body else { return "Plan in force" }
      return "Plan in force: \(Phrase.entries(acceptance.entries))"
    case .planRejected:
      guard case .planRejected(let rejection) = body else { return "The plan has mistakes" }
      return rejected(rejection, first: nil)
    case .started, .stopped, .zoneChanged, .clockSuspect: return ofTend(body)
    case .unrecorded: return "Something could not be recorded\(id)"
    }
  }
}
