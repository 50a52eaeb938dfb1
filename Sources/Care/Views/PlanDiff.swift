import Almanac

/// What one plan says otherwise than another: for `planAccepted`, and for a look before anything is saved.
public struct PlanDiff: Hashable, Sendable {
  /// In the order of the new plan.
  public var added: [EntryID] = []
  public var changed: [EntryID] = []
  /// In the order of the old plan.
  public var removed: [EntryID] = []
  /// One for each of these entries, in plain words: `midostaurin: now every day at 08:00 (was …)`.
  public var lines: [String] = []

  /// The entry that each line is about.
  public var touched: [EntryID] = []

  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  public init(old: Plan, new: Plan) {
    let before = Dictionary(old.entries.map { ($0.id, $0) }) { first, _ in first }
    var after = Set(new.entries.map(\.id))
    let renamed = Set(
      new.entries.compactMap { entry in
        entry.renamedFrom.flatMap { after.contains($0) || before[entry.id] != nil ? nil : $0 }
      })
    for entry in new.entries {
      // One that has another id now is the same entry.
      var former = entry.renamedFrom.flatMap { after.contains($0) ? nil : before[$0] }
      if before[entry.id] != nil { former = nil }
      if let former { after.insert(former.id) }
      guard let known = before[entry.id] ?? former else {
        added.append(entry.id)
        touched.append(entry.id)
        lines.append("\(entry.id): new, \(EntryWords(entry, new).summary)")
        continue
      }
      let words =
        (former.map { ["called so from now on (was \($0.id))"] } ?? [])
        + EntryWords(known, old).changes(to: EntryWords(entry, new))
      // Another id for what it follows moves nothing of it.
      let follows = [known.after?.entry, known.tie?.entry].compactMap(\.self)
      guard !words.isEmpty, words != [EntryWords.timesChanged] || !follows.contains(where: renamed.contains)
      else { continue }
      changed.append(entry.id)
      touched.append(entry.id)
      lines.append("\(entry.id): \(words.joined(separator: "; "))")
    }
    for entry in old.entries where !after.contains(entry.id) {
      removed.append(entry.id)
      touched.append(entry.id)
      lines.append("\(entry.id): removed, \(EntryWords(entry, old).summary)")
    }
  }
}

extension Plan {
  /// What another plan says otherwise of an entry, part by part; empty where one of them does not have it.
  ///
  /// - Parameter newID: The id that it has there, where that is another one.
  public func differences(of id: EntryID, in new: Plan, as newID: EntryID? = nil) -> [ChangedPart] {
    guard let old = entry(id), let other = new.entry(newID ?? id) else { return [] }
    return EntryWords(old, self).differences(to: EntryWords(other, new))
  }
}

/// An entry as its parts in plain words, with the people and moments of its plan.
private struct EntryWords {
  let summary: String
  /// What it is compared by: a label, and what stands there; nil for nothing.
  private let parts: [(label: String, text: String?)]
  private let fingerprint: String

  init(_ entry: Entry, _ plan: Plan) {
    let when = plan.timesText(of: entry)
    var parts: [(label: String, text: String?)] = [
      ("kind", entry.kind.rawValue), ("name", entry.name),
      ("person", plan.person(entry.person)?.name ?? entry.person), ("time", when),
      ("zone", plan.zoneName(of: entry)), ("importance", entry.importance?.rawValue),
      ("early", entry.early?.description), ("late-after", entry.lateAfter?.description),
      ("missed-after", entry.missedAfter?.description),
    ]
    switch entry.detail {
    case .medication(let medication):
      let doses = entry.dosesText(moments: plan.moments(of: entry))
      parts += [
        ("dose", entry.amount), ("doses", doses), ("take", medication.take),
        ("food", medication.foodRule?.words ?? medication.food),
        ("if-missed", medication.ifMissed), ("if-not-kept", medication.ifNotKept),
        ("not-within", medication.notWithin?.description),
        ("apart-from", medication.apartFrom.isEmpty ? nil : Phrase.list(medication.apartFrom.map(\.words))),
        ("stock", medication.stock?.words), ("max-per-day", medication.maxPerDay?.description),
        ("ordered-by", plan.contact(medication.orderedBy)?.name ?? medication.orderedBy),
      ]
    case .appointment(let appointment):
      let leads = appointment.remind.map(\.description)
      parts += [
        ("with", plan.contact(appointment.with)?.name ?? appointment.with), ("place", appointment.place),
        ("lasts", appointment.lasts?.description), ("remind", leads.isEmpty ? nil : Phrase.list(leads)),
        ("travel", appointment.travel?.description),
        ("follow-up", appointment.followUp.map { "after \($0) days" }),
        (
          "prepare",
          appointment.prepare.isEmpty
            ? nil : Phrase.list(appointment.prepare.map { $0.describe(moments: plan.moments(of: entry)) })
        ),
      ]
    case .activity(let activity):
      let approval = activity.approval
      parts += [
        ("lasts", activity.lasts?.description),
        ("carer", plan.contact(activity.carer)?.name ?? activity.carer),
        ("approval", approval?.status.rawValue),
        ("approved by", plan.contact(approval?.by)?.name ?? approval?.by),
        ("approval dated", approval?.dated?.description), ("review", approval?.review?.description),
        ("reason", approval?.reason),
        (
          "phases",
          activity.phases.isEmpty
            ? nil : Phrase.list(activity.phases.map { "\($0.name) \(Phrase.length($0.lasts))" })
        ),
      ]
    case .step(let step): parts.append(("step", step.text))
    case .checkIn(let checkIn):
      let flags = checkIn.flags.map { "\($0.words), \($0.importance.rawValue): \($0.say)" }
      parts += [
        ("questions", checkIn.questions.isEmpty ? nil : Phrase.list(checkIn.questions.map(\.words))),
        ("flag", flags.isEmpty ? nil : Phrase.list(flags)),
      ]
    }
    parts.append(("links", entry.links.isEmpty ? nil : entry.links.map(\.words).joined(separator: ", ")))
    parts.append(
      ("silence", entry.silences.isEmpty ? nil : Phrase.list(entry.silences.map(\.words))))
    self.parts = parts
    fingerprint = plan.timingFingerprint(of: entry)
    summary = "\(entry.name)\(entry.amount.map { " \($0)" } ?? ""), \(plan.timingText(of: entry))"
  }

  static let timesChanged = "times changed"

  func changes(to new: EntryWords) -> [String] {
    let words = differences(to: new).map { part in
      switch (part.old, part.new) {
      case (let old?, let new?): "\(part.label) now \(new) (was \(old))"
      case (let old?, nil): "no \(part.label) any more (was \(old))"
      case (nil, let new): "\(part.label) \(new ?? "")"
      }
    }
    // Something that moves a time and reads the same, such as the start of the day.
    return words.isEmpty && fingerprint != new.fingerprint ? [EntryWords.timesChanged] : words
  }

  func differences(to new: EntryWords) -> [ChangedPart] {
    let labels =
      parts.map(\.label) + new.parts.map(\.label).filter { label in !parts.contains { $0.label == label } }
    return labels.compactMap { label in
      let (old, new) = (self[label], new[label])
      return old == new ? nil : ChangedPart(label: label, old: old, new: new)
    }
  }

  private subscript(label: String) -> String? { parts.first { $0.label == label }?.text }
}
