public import Almanac

extension Planner {
  /// What a new, corrected or withdrawn answer of a check-in means for flags.
  ///
  /// A rule is met on a day of the person when some answer of that day meets it, and raises a flag when so many days in
  /// a row do; a day without an answer ends the row. One flag of a rule is open at a time. A flag whose answers do not
  /// meet its rule any more falls away.
  ///
  /// - Parameters:
  ///   - rows: All of the check-in, as they stand once the answer is recorded.
  ///   - flags: All there ever were of it.
  ///   - day: The person's day whose answer changed.
  public func flagChanges(
    of id: EntryID, rows: [Occurrence], flags: [RaisedFlag], changed day: CivilDate, by actor: String
  ) -> [NewEvent] {
    guard let entry = plan.entry(id), case .checkIn(let checkIn) = entry.detail else { return [] }
    var events: [NewEvent] = []
    for rule in checkIn.flags {
      let met = FlagRun(rule, rows)
      let own = flags.filter { $0.entry == id && $0.flag.rule == rule.words }
      var isOpen = false
      for flag in own where flag.isOpen {
        if met.reaches(flag.flag.day) {
          isOpen = true
        } else {
          events.append(
            NewEvent(entry: id, .flagClosed(FlagClosing(flag: flag.number, by: actor, word: nil))))
        }
      }
      let known = Set(own.filter { $0.closing.map { $0.word != nil } ?? true }.map(\.flag.day))
      let days = (0..<rule.days).map { day + $0 }.filter { met.reaches($0) && !known.contains($0) }
      guard !isOpen, let last = days.last else { continue }
      let channels = (settings.ladders[rule.importance]?.channels ?? Ladder.defaultChannels).filter {
        $0 != .journal
      }
      let flag = CareFlag(
        rule: rule.words, say: rule.say, importance: rule.importance, day: last,
        values: met.values(through: last),
        name: entry.name, person: entry.person, personName: plan.person(entry.person)?.name,
        routes: channels.map { Route($0) })
      events.append(NewEvent(entry: id, .flagged(flag)))
    }
    return events
  }
}

/// The days on which the answers meet a rule.
private struct FlagRun {
  private let rule: FlagRule
  /// The answer of each day that meets it; of several the last.
  private var met: [CivilDate: Reading] = [:]

  init(_ rule: FlagRule, _ rows: [Occurrence]) {
    self.rule = rule
    for row in rows.sorted(by: { $0.facts.instant < $1.facts.instant }) {
      for reading in row.state.answer?.readings ?? [] where rule.isMet(by: reading) {
        met[row.facts.key.day] = reading
      }
    }
  }

  /// Whether a row of days that is long enough ends on this one.
  func reaches(_ day: CivilDate) -> Bool { (0..<rule.days).allSatisfy { met[day - $0] != nil } }

  func values(through day: CivilDate) -> [String] {
    (0..<rule.days).reversed().compactMap { back in
      met[day - back].map { "\($0.value)\($0.unit.map { " \($0)" } ?? "") on \(day - back)" }
    }
  }
}
