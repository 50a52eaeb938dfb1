public import Almanac

/// What a popup or a mail says: a title and a few lines, with the privacy of whoever may read it applied.
public struct Notice: Hashable, Sendable {
  /// How much it may disturb, as the desktop has it.
  public enum Urgency: String, Hashable, Sendable {
    case low, normal, critical
  }

  public var title: String
  public var lines: [String]
  public var urgency: Urgency

  public init(title: String, lines: [String] = [], urgency: Urgency = .normal) {
    self.title = title
    self.lines = lines
    self.urgency = urgency
  }

  /// Of what the journal says: its first sentence is the title.
  ///
  /// - Parameter names: What may have a full stop in it that ends no sentence: `Dr. Okafor`.
  public init(_ line: JournalLine, names: some Sequence<String> = []) {
    var title = line.message
    var lines: [String] = []
    let inside = names.filter { $0.contains(". ") }.flatMap(title.ranges(of:))
    let end = title.ranges(of: ". ").first { stop in !inside.contains { $0.overlaps(stop) } }
    if let end {
      lines = [String(title[end.upperBound...])]
      title = String(title[..<end.lowerBound])
    }
    self.init(title: title, lines: lines, urgency: Urgency(priority: line.priority))
  }
}

extension Notice.Urgency {
  /// Of a line of the journal.
  init(priority: Int) {
    self = priority <= Priority.error ? .critical : priority >= Priority.info ? .low : .normal
  }

  /// Of what waits for an answer.
  init(_ importance: Importance, _ phase: Phase) {
    switch (importance, phase) {
    case (_, .upcoming): self = importance == .low ? .low : .normal
    case (.critical, _): self = .critical
    case (.high, .late), (.high, .missed): self = .critical
    case (.low, _): self = .low
    default: self = .normal
    }
  }
}

extension Wording {
  /// What is asked about these at `now`: of one person and moment, or of one alone.
  public func notice(of occurrences: [Occurrence], now: Instant) -> Notice {
    let phases = occurrences.map { $0.phase(at: now) }
    let urgency = zip(occurrences, phases).map { Notice.Urgency($0.facts.importance, $1) }
    let loudest: Notice.Urgency =
      urgency.contains(.critical) ? .critical : urgency.contains(.normal) ? .normal : .low
    let zone = occurrences.first.flatMap { zones[$0.facts.zone] } ?? zones.machine
    let sentence = Sentence(wording: self, zone: zone, now: now)
    let (title, lines) =
      switch privacy {
      case .full: sentence.notice(occurrences)
      case .discreet: sentence.discreetNotice(occurrences)
      }
    return Notice(title: title, lines: lines, urgency: loudest)
  }
}

extension Wording {
  /// What to type where there is no button, unless the notice says it: of one its command, of several where their ids
  /// are.
  public func remedy(_ occurrences: [Occurrence]) -> String? {
    guard privacy == .full, let one = occurrences.first else { return nil }
    guard occurrences.count == 1 else { return "See: tend due" }
    let sentence = Sentence(wording: self, zone: zones.machine, now: one.facts.instant)
    return one.facts.ask.isEmpty ? "Answer: tend \(sentence.verb(one.facts)) \(one.id)" : nil
  }
}

extension Sentence {
  /// Of more than these a popup would cut off some without a word.
  private static let mostListed = 12

  fileprivate func notice(_ occurrences: [Occurrence]) -> (title: String, lines: [String]) {
    guard occurrences.count > 1, let first = occurrences.first?.facts else {
      return occurrences.first.map(notice) ?? ("Nothing is due", [])
    }
    let who = first.personName.map { "\($0): " } ?? ""
    let stamp = first.instant > now ? "at" : "due"
    let title = "\(mark(occurrences))\(who)\(occurrences.count) \(stamp) \(nominal(first))"
    let listed =
      occurrences.count > Sentence.mostListed ? occurrences.prefix(Sentence.mostListed - 1) : occurrences[...]
    var lines = listed.map { occurrence in
      let facts = occurrence.facts
      let hand =
        facts.ask.isEmpty
        ? [facts.take, food(facts, occurrence.phase(at: now))].compactMap(\.self).joined(separator: ", ")
        : "asks for \(Phrase.list(facts.ask)): tend check-in \(occurrence.id)"
      return "• \(warned(facts))\(facts.name)\(facts.amount.map { " \($0)" } ?? "")"
        + (hand.isEmpty ? "" : " — \(hand)")
    }
    let rest = occurrences.count - listed.count
    if rest > 0 { lines.append("• and \(rest) more: tend \(listing(occurrences).command)") }
    let open = occurrences.filter { $0.phase(at: now) != .missed }.map(\.facts)
    for facts in listed.filter({ $0.phase(at: now) != .missed }).map(\.facts) {
      if let window = window(facts) { lines.append("\(facts.name): \(window)") }
    }
    if let last = open.map(\.missedAt).min(), first.instant <= now {
      lines.append("Missed from \(time(last))")
    }
    return (title, lines)
  }

  private func notice(_ occurrence: Occurrence) -> (title: String, lines: [String]) {
    let facts = occurrence.facts
    let phase = occurrence.phase(at: now)
    let stamp = phase == .upcoming ? "at" : "due"
    let isLeaving = phase == .upcoming && isTimeToLeave(facts)
    let title =
      isLeaving
      ? "\(toLeave(facts)): \(what(facts)), at \(nominal(facts))"
      : "\(mark([occurrence]))\(what(facts)), \(stamp) \(nominal(facts))"
    var lines: [String] = []
    if phase == .upcoming, !isLeaving { lines += leaving(facts) }
    if let caution = facts.caution { lines.append(Phrase.capitalised(Phrase.warning(caution, facts.kind))) }
    let hand = [facts.take.map { "Take \($0)" }, food(facts, phase)].compactMap(\.self)
    if !hand.isEmpty { lines.append(Phrase.capitalised(hand.joined(separator: ", "))) }
    let meeting = [facts.place, facts.with.map { "with \($0)" }].compactMap(\.self)
    if !meeting.isEmpty { lines.append(Phrase.capitalised(meeting.joined(separator: ", "))) }
    lines += facts.links.map(\.words)
    lines += questions(occurrence.state.questions)
    if !facts.ask.isEmpty {
      // No button can say the answers.
      let answer = [.due, .late].contains(phase) ? ". Answer: tend check-in \(occurrence.id)" : ""
      lines.append("Asks for \(Phrase.list(facts.ask))\(answer)")
    }
    switch phase {
    case .upcoming: break
    case .due:
      if let window = window(facts) { lines.append(Phrase.capitalised(window)) }
      lines.append("Missed from \(time(facts.missedAt))")
    case .late:
      lines += lateRule(facts)
      lines.append("Missed from \(time(facts.missedAt))")
    default:
      if facts.caution == nil { lines += lateRule(facts) }
      let event = facts.kind == .medication ? "was taken" : "happened"
      lines.append("If it \(event) after all: tend \(verb(facts)) \(occurrence.id) --at HH:MM")
    }
    return (title, lines)
  }

  /// Until when it may still be taken, where the plan says more than the time at which it is missed.
  private func window(_ facts: OccurrenceFacts) -> String? {
    LimitWords(zone: zone, now: now).window(facts.rules)
  }

  private func warned(_ facts: OccurrenceFacts) -> String {
    facts.caution.map { "\($0.words.uppercased()): " } ?? ""
  }

  private func mark(_ occurrences: [Occurrence]) -> String {
    let phases = occurrences.map { $0.phase(at: now) }
    return phases.contains(.missed) ? "MISSED: " : phases.contains(.late) ? "LATE: " : ""
  }

  /// How the worst of them stands, and the command that lists it.
  private func listing(_ occurrences: [Occurrence]) -> (state: String, command: String) {
    let phases = Set(occurrences.map { $0.phase(at: now) })
    if phases.contains(.missed) { return ("was missed", "missed") }
    if phases.contains(.late) { return ("is late", "due") }
    return phases.contains(.due) ? ("is due", "due") : ("is coming up", "next")
  }

  /// Made from scratch, as every discreet sentence is.
  fileprivate func discreetNotice(_ occurrences: [Occurrence]) -> (title: String, lines: [String]) {
    let (state, command) = listing(occurrences)
    let ids = occurrences.map(\.id.text).joined(separator: ", ")
    let many = "\(occurrences.count) things \(state.replacingPrefix("is", with: "are"))"
    let title = occurrences.count == 1 ? "Something \(state) — \(ids)" : "\(many) — \(ids)"
    let cautions = Set(occurrences.compactMap(\.facts.caution?.words)).sorted()
    return (title, cautions.map { "\(Phrase.capitalised($0)): check first" } + ["See: tend \(command)"])
  }
}

extension String {
  fileprivate func replacingPrefix(_ word: String, with other: String) -> String {
    hasPrefix(word + " ")
      ? other + dropFirst(word.utf8.count) : hasPrefix("was ") ? "were" + dropFirst(3) : self
  }
}
