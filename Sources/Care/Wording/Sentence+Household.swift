import Almanac

/// What is told of many at once.
extension Sentence {
  /// What was not told by itself: what can still be answered first, each with its id.
  func digest(_ digest: Digest) -> String {
    let start =
      switch digest.cause {
      case .quietHours: "Held back in quiet hours"
      case .catchUp: "Came due while Tend was away"
      }
    var parts: [String] = []
    for (count, word, isMissed) in [(digest.open, "still open", false), (digest.missed, "missed", true)]
    where count > 0 {
      var names = digest.items.filter { $0.isMissed == isMissed }.map(item)
      if count > names.count { names.append("\(count - names.count) more") }
      parts.append("\(count) \(word): \(Phrase.list(names))")
    }
    return "\(start). \(parts.joined(separator: ". ")). See: \(remedy(digest))"
  }

  /// The same without a name.
  func discreetDigest(_ digest: Digest) -> String {
    let count = digest.open + digest.missed
    let reminders = count == 1 ? "1 reminder was" : "\(count) reminders were"
    return "\(reminders) not told by \(count == 1 ? "itself" : "themselves"). See: \(remedy(digest))"
  }

  private func remedy(_ digest: Digest) -> String {
    switch (digest.open > 0, digest.missed > 0) {
    case (true, true): "tend due, tend missed"
    case (false, true): "tend missed"
    default: "tend due"
    }
  }

  private func item(_ item: Digest.Item) -> String {
    let what =
      item.name + (item.amount.map { " \($0)" } ?? "") + (item.personName.map { " for \($0)" } ?? "")
    return "\(what) \(time(item.instant)) (\(item.id))"
  }

  func silence(_ silence: Silence) -> String {
    let what = silence.waiting == 1 ? "1 thing waits" : "\(silence.waiting) things wait"
    let who = wording.me.map { "\($0) has not answered anything" } ?? "Nobody has answered anything"
    let helper = silence.contact.map { "\(wording.name(of: $0)): please" } ?? "Please"
    return
      "\(who) since \(time(silence.since)), and \(what). \(helper) call or look in. See: tend due, tend missed"
  }

  func discreetSilence(_ silence: Silence) -> String {
    "Nobody has answered anything since \(time(silence.since)). Please call or look in"
  }
}
