import Almanac

extension Sentence {
  /// What happened to the record, what that means for today, and what to type; nothing in it is about a person.
  func lost(_ loss: RecordLoss) -> String {
    lost(loss, doubted: "Doses of that time are told as “\(Phrase.warning(.recordLost, .medication))”")
  }

  /// The same without what is quoted from the record, and without a path, in which the name of a user stands.
  func discreetLoss(_ loss: RecordLoss) -> String {
    var loss = loss
    loss.detail = nil
    loss.setAside = nil
    loss.backup = loss.backup?.split(separator: "/").last.map(String.init)
    return lost(loss, doubted: "What was due then is told as “\(Caution.recordLost.words): check first”")
  }

  private func lost(_ loss: RecordLoss, doubted: String) -> String {
    var parts: [String]
    switch loss.cause {
    case .restored:
      parts = ["The record is that of \(loss.backup ?? "a backup") again", "\(gap(loss)) is not in it"]
    case .unreadable:
      parts = ["The record cannot be read" + (loss.detail.map { " (\($0))" } ?? "")]
    case .damaged:
      parts = ["THE RECORD IS LOST: the ledger is damaged" + (loss.detail.map { " (\($0))" } ?? "")]
    case .foreign:
      parts = ["THE RECORD IS LOST: a database of another program stands in its place"]
    case .vanished:
      parts = ["THE RECORD IS LOST: the ledger is gone" + (loss.detail.map { " (\($0))" } ?? "")]
    }
    parts.append(doubted)
    if let path = loss.setAside {
      parts.append(
        loss.cause == .restored ? "What was there before is kept in \(path)" : "It is kept in \(path)")
    }
    guard loss.cause != .restored, loss.cause != .unreadable else { return parts.joined(separator: ". ") }
    parts.append(
      loss.backup.map { "Newest good backup: tend restore \($0)" } ?? "There is no good backup")
    parts.append("To go on without: tend restore --none")
    return parts.joined(separator: ". ")
  }

  func acknowledged(by actor: String) -> String {
    "\(wording.name(of: actor)) knows of the lost record and goes on without it"
  }

  /// `What was recorded between 03:00 and 10:05`.
  private func gap(_ loss: RecordLoss) -> String {
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }
    guard let from = loss.from else { return "What was recorded before \(time(loss.until))" }
    return "What was recorded between \(time(from)) and \(time(loss.until))"
  }
}
