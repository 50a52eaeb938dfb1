public import Almanac

extension Planner {
  /// The occurrence that a dose taken as needed at this moment is; nil where the plan has no such medicine.
  ///
  /// Its slot is the clock time with its seconds, so that the same dose recorded twice is one dose.
  public func asNeeded(_ id: EntryID, at moment: Instant) -> OccurrenceFacts? {
    guard let entry = plan.entry(id), let medication = entry.medication, medication.asNeeded != nil,
      let zone = zones[plan.zoneName(of: entry)]
    else { return nil }
    let local = zone.local(at: moment)
    // The second 02:30 of the night the clocks go back.
    let again = zone.instant(of: local) == moment ? "" : "-again"
    let importance = entry.importance ?? entry.kind.defaultImportance
    return OccurrenceFacts(
      key: OccurrenceKey(
        entry: id, day: PersonDay.date(at: moment, moments: plan.moments(of: entry), zone: zone),
        slot: "as needed \(local.time)\(again)"),
      kind: entry.kind, person: entry.person, personName: plan.person(entry.person)?.name, name: entry.name,
      amount: medication.dose?.description ?? medication.doseText, take: medication.take,
      food: medication.food, ifMissed: medication.ifMissed, importance: importance, nominal: local,
      zone: zone.name, utcOffset: zone.offset(at: moment), instant: moment, earlyFrom: moment, lateAt: moment,
      missedAt: moment, repeatEvery: importance.defaultRepeat, asNeeded: true,
      rules: DoseRules(medication, at: moment, next: nil), uses: medication.stock?.perDose)
  }
}
