extension Sentence {
  /// Neutral text for eyes that need not know: the id and that something is asked.
  ///
  /// Made from scratch and never from the full text, so that no name, dose, person, reason or note can slip in.
  func discreet(_ kind: JournalEvent, _ body: EventBody, of occurrence: Occurrence?, id: OccurrenceID?)
    -> String
  {
    let id = id.map { " — \($0)" } ?? ""
    let lost = occurrence?.facts.caution.map { ", \($0.words): check first" } ?? ""
    switch kind {
    case .reminder: return "Something is due\(id)\(lost). See: tend due"
    case .reminderAhead: return "Something is coming up\(id)\(lost). See: tend next"
    case .late: return "Something is late\(id)\(lost). See: tend due"
    case .missed: return "Something was missed\(id)\(lost). See: tend missed"
    case .answered: return "Answered\(id)"
    case .snoozed: return "Snoozed\(id)"
    case .undone: return "Taken back\(id)"
    case .reviewed: return "Reviewed\(id)"
    case .withdrawn: return "Not asked for any more\(id)"
    case .paused: return "An entry is paused"
    case .resumed: return "An entry goes on"
    case .held: return "An entry is on hold"
    case .released: return "A hold is over"
    case .admitted: return "Somebody is in hospital"
    case .discharged: return "Somebody is home again"
    case .stock: return "Something was counted"
    case .planAccepted:
      guard case .planAccepted(let acceptance) = body else { return "Plan in force" }
      return "Plan in force: \(Phrase.entries(acceptance.entries))"
    case .planRejected:
      guard case .planRejected(let rejection) = body else { return "The plan has mistakes" }
      return rejected(rejection, first: nil)
    case .started, .stopped, .zoneChanged, .clockSuspect: return ofTend(body)
    case .unrecorded: return "Something could not be recorded\(id)"
    case .recordLost:
      guard case .recordLost(let loss) = body else { return "The record was lost" }
      return discreetLoss(loss)
    case .lossAcknowledged: return "Someone knows of the lost record"
    case .flagged: return "A flag was raised. See: tend flags"
    case .flagClosed: return "A flag was closed"
    case .escalated:
      return "Nobody has answered\(id)\(lost). Please call or look in"
    case .digest:
      guard case .digest(let digest) = body else { return "Something was held back" }
      return discreetDigest(digest)
    case .silence:
      guard case .silence(let silence) = body else { return "Nobody answers" }
      return discreetSilence(silence)
    case .suppressed: return "Held back by a rule\(id). See: tend due"
    case .recordSaved, .backup, .backupFailed, .test, .daemonFailed: return kind.rawValue
    }
  }
}
