import Almanac

/// An entry that may remind, with its timing resolved in its zone.
///
/// A class because a planner holds thousands and hands them around: nothing in it ever changes.
final class FiringEntry: Sendable {
  let entry: Entry
  let schedule: Schedule
  let zone: ZoneRules
  /// What an agenda says of every occurrence, but for those that have a dose of their own.
  private let subject: AgendaSubject
  private let ownDoses: [Dose: AgendaSubject]
  private let template: Template
  /// What is to be arranged has dates of its own each time, and names them.
  private let isArranging: Bool

  /// What every occurrence of the entry copies.
  private struct Template: Sendable {
    var ifMissed: String?
    var repeatEvery, lateAfter, missedAfter: TimeSpan
    /// The missed-after time is nobody's wish, so the entry's next occurrence ends it too.
    var isMissedAfterDefault: Bool
    var leads: [TimeSpan]
    var travel: TimeSpan?
    var channels: [ChannelName]
    var repeats: Int?
    var escalation: [EscalationStep]
    var catchUp: CatchUp?
    var links: [Link] = []
    /// Of a step, the kind of its parent.
    var parentKind: EntryKind?
  }

  init(_ entry: Entry, plan: Plan, settings: Settings, zone: ZoneRules) throws(TimingError) {
    self.entry = entry
    self.zone = zone
    schedule =
      entry.after == nil && !(entry.window != nil && entry.timing.when.isEmpty)
      ? try Schedule(entry.timing, moments: plan.moments(of: entry), zone: zone) : Schedule(emptyIn: zone)

    let importance = entry.importance ?? entry.kind.defaultImportance
    let ladder = settings.ladders[importance] ?? Ladder()
    let kind = entry.kind
    let own = entry.ladder
    var channels = own.channels ?? ladder.channels ?? Ladder.defaultChannels
    if channels.contains(.journal) { channels.removeAll { $0 == .journal } }
    var (amount, take, food, place, with): (String?, String?, String?, String?, String?)
    var ask: [String] = []
    var personName = plan.person(entry.person)?.name
    var template = Template(
      repeatEvery: own.repeatEvery ?? ladder.repeatEvery ?? importance.defaultRepeat,
      lateAfter: entry.lateAfter ?? ladder.lateAfter ?? kind.defaultLateAfter,
      missedAfter: entry.missedAfter ?? ladder.missedAfter ?? kind.defaultMissedAfter,
      isMissedAfterDefault: entry.missedAfter == nil, leads: [],
      channels: channels, repeats: own.repeatEvery == nil ? ladder.repeats : own.repeats,
      escalation: (own.escalate ?? ladder.escalate ?? []).map { [channels] in
        EscalationStep($0, plan: plan, usual: channels)
      }, catchUp: FiringEntry.catchUp(own.catchUp ?? ladder.catchUp, importance))
    switch entry.detail {
    case .medication(let medication):
      amount = medication.dose?.description ?? medication.doseText
      take = medication.take
      food = medication.food
      template.ifMissed = medication.ifMissed
    case .appointment(let appointment):
      place = appointment.place
      with = plan.contact(appointment.with)?.name
      template.leads = appointment.remind
      template.links = entry.links
      template.travel = appointment.travel
      if entry.missedAfter == nil, ladder.missedAfter == nil, let lasts = appointment.lasts {
        template.missedAfter = max(lasts, kind.defaultMissedAfter)
      }
    case .activity(let activity):
      template.links = entry.links
      // A carer's own is told of under the carer's name.
      if let carer = plan.contact(activity.carer) { personName = carer.name }
    case .checkIn(let checkIn):
      ask = checkIn.ask
    case .step:
      template.parentKind = entry.id.parent.flatMap(plan.entry)?.kind
      // It has hours, so it asks more seldom.
      template.repeatEvery =
        own.repeatEvery ?? ladder.repeatEvery ?? TimeSpan(seconds: importance.defaultRepeat.seconds * 4)
    }
    self.template = template
    if case .step(let step) = entry.detail {
      isArranging = step.arranging != nil
    } else {
      isArranging = false
    }
    subject = AgendaSubject(
      entry: entry.id, kind: kind, person: entry.person, personName: personName,
      name: entry.name, amount: amount, take: take, food: food, place: place, with: with, ask: ask,
      importance: importance)
    var ownDoses: [Dose: AgendaSubject] = [:]
    if case .medication(let medication) = entry.detail {
      for dose in medication.doses.values + medication.taper.map(\.dose) {
        ownDoses[dose] = subject.with(dose)
      }
    }
    self.ownDoses = ownDoses
  }

  /// Telling is said by nothing, as by most rows there are; what is critical is never only recorded.
  private static func catchUp(_ wanted: CatchUp?, _ importance: Importance) -> CatchUp? {
    wanted == .tell || wanted == .record && importance == .critical ? nil : wanted
  }

  /// What an agenda says of one occurrence.
  func subject(of slot: RawSlot) -> AgendaSubject {
    guard ownDoses.isEmpty else { return subject(on: slot.day, schedule.name(of: slot)) }
    return isArranging ? subject.named(name(on: slot.day)) : subject
  }

  private func name(on day: CivilDate) -> String {
    guard isArranging, case .step(let step) = entry.detail else { return entry.name }
    return entry.name.dropLast(step.text.count) + step.text(on: day)
  }

  private func subject(on day: CivilDate, _ slot: String) -> AgendaSubject {
    guard !ownDoses.isEmpty, case .medication(let medication) = entry.detail else { return subject }
    return ownDoses[medication.dose(on: day, slot: slot, from: entry.timing.from)] ?? subject
  }

  /// How far ahead a row is written: 48 hours, or as far as the longest lead time reaches, and a day for its zone.
  var horizon: Int64 {
    max(
      Planner.horizon.seconds,
      (([template.travel] + template.leads).compactMap { $0?.seconds }.max() ?? 0) + 86_400)
  }

  /// The kind of the entry that the plan has written down.
  var writtenKind: EntryKind { template.parentKind ?? entry.kind }

  /// How long the way to an appointment is.
  var travel: TimeSpan? { template.travel }

  /// The longest, in seconds, that an occurrence waits for an answer.
  var longestOpen: Int64 { max(1, template.missedAfter.seconds) }

  /// The facts of one occurrence.
  ///
  /// Asks the schedule for the neighbours, which the windows depend on.
  /// `since` is when the entry was written as it is now: nobody is to be told of lead times before that.
  func facts(_ slot: TimedSlot, since: Instant? = nil) -> OccurrenceFacts {
    let gapBefore = schedule.previous(before: slot.instant).map { slot.instant - $0.instant }
    let next = schedule.next(after: slot.instant)?.instant
    let gapAfter = next.map { $0 - slot.instant }
    let gap = gapBefore ?? entry.after?.delay.seconds ?? .max
    let early = entry.early?.seconds ?? min(7200, gap / 2)
    // At least a second, so that it is told before it is missed.
    var missedAfter = max(1, template.missedAfter.seconds)
    if template.isMissedAfterDefault, let gapAfter { missedAfter = min(missedAfter, gapAfter) }
    // What comes before something else is to be done by then.
    if template.isMissedAfterDefault, let target = schedule.target(of: slot) {
      missedAfter = min(missedAfter, max(1, target - slot.instant))
    }
    let lateAfter = template.lateAfter.seconds < missedAfter ? template.lateAfter.seconds : missedAfter / 2
    let subject = subject(on: slot.day, slot.slot)
    var facts = OccurrenceFacts(
      key: OccurrenceKey(entry: entry.id, day: slot.day, slot: slot.slot), kind: entry.kind,
      person: entry.person, personName: subject.personName, name: name(on: slot.day), amount: subject.amount,
      take: subject.take, food: food(at: slot.instant), ifMissed: template.ifMissed, place: subject.place,
      with: subject.with, ask: subject.ask, importance: subject.importance, nominal: slot.local,
      zone: zone.name, utcOffset: zone.offset(at: slot.instant), instant: slot.instant,
      earlyFrom: slot.instant - early, lateAt: slot.instant + lateAfter,
      missedAt: slot.instant + missedAfter, repeatEvery: template.repeatEvery,
      leads: leads(of: slot, since: since), channels: template.channels,
      rules: entry.medication.flatMap { DoseRules($0, at: slot.instant, next: next) },
      repeats: template.repeats, escalation: template.escalation,
      catchUp: template.catchUp, uses: uses(on: slot.day, slot: slot.slot),
      leaveAt: template.travel.map { slot.instant - $0.seconds })
    facts.links = template.links
    facts.parentKind = template.parentKind
    return facts
  }

  /// How many of its stock a dose takes; nil where the plan keeps none.
  func uses(on day: CivilDate, slot: String) -> StockCount? {
    guard let medication = entry.medication, let stock = medication.stock else { return nil }
    guard !ownDoses.isEmpty else { return stock.perDose }
    return medication.dose(on: day, slot: slot, from: entry.timing.from).perDose ?? stock.perDose
  }

  /// What is said of food at a dose, with the time without any where there is one.
  private func food(at instant: Instant) -> String? {
    guard let food = subject.food, let rule = entry.medication?.foodRule else { return subject.food }
    return rule.alert(food, at: instant, zone: zone)
  }

  /// The lead times and the time to leave.
  ///
  /// Whole days count back on the calendar to the same wall time; anything else is elapsed time.
  private func leads(of slot: TimedSlot, since: Instant?) -> [Instant] {
    guard !template.leads.isEmpty || template.travel != nil else { return [] }
    let toLeave = template.travel.map { [slot.instant - $0.seconds] } ?? []
    let instants =
      toLeave
      + template.leads.map { lead in
        guard lead.seconds % 86_400 == 0 else { return slot.instant - lead.seconds }
        let day = slot.local.date - Int(lead.seconds / 86_400)
        return zone.instant(of: CivilDateTime(day, slot.local.time))
      }
    let wanted = instants.filter { lead in lead < slot.instant && (since.map { lead > $0 } ?? true) }
    return Set(wanted).sorted()
  }
}
