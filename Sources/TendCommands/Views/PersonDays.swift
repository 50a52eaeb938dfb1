import Almanac
import Care

/// The present day of each person: they may begin at different times, in different zones.
struct PersonDays {
  let outlook: Outlook
  /// Nil is the household.
  private let days: [String?: (date: CivilDate, bounds: Range<Instant>)]

  init(_ outlook: Outlook) {
    self.outlook = outlook
    let everyone: [String?] = outlook.plan.people.map(\.id) + [nil]
    let people = outlook.person.map { [$0] } ?? everyone
    var days: [String?: (date: CivilDate, bounds: Range<Instant>)] = [:]
    for person in people { days[person] = PersonDays.day(of: person, outlook) }
    self.days = days
  }

  private static func day(of id: String?, _ outlook: Outlook) -> (date: CivilDate, bounds: Range<Instant>) {
    let plan = outlook.plan
    // The household lives by the clock of its only person.
    let person = plan.person(id) ?? (plan.people.count == 1 ? plan.people[0] : nil)
    let moments = person?.moments ?? DayMoments()
    let zones = outlook.planner.zones
    let zone = zones[person?.zone] ?? zones.machine
    let date = PersonDay.date(at: outlook.now, moments: moments, zone: zone)
    return (date, PersonDay.bounds(on: date, moments: moments, zone: zone))
  }

  /// What belongs to the day, and what is still open from before it.
  func items() throws -> [AgendaItem] {
    guard let start = days.values.map(\.bounds.lowerBound).min(),
      let end = days.values.map(\.bounds.upperBound).max()
    else { return [] }
    let open = try outlook.due()
    let from = open.first.map { min($0.instant, start) } ?? start
    return try outlook.agenda(from: from, through: end - 1).filter { item in
      guard let bounds = (days[item.subject.person] ?? days[nil])?.bounds else { return true }
      return bounds.contains(item.instant)
        || (item.instant < bounds.lowerBound && [.due, .late].contains(item.phase))
    }
  }

  /// Whether the plan has something of this day whose time has passed, recorded or not.
  var hasPassed: Bool {
    outlook.plan.entries.contains { entry in
      guard outlook.person == nil || entry.person == outlook.person,
        let bounds = (days[entry.person] ?? days[nil])?.bounds,
        let first = outlook.planner.upcoming(of: entry.id, after: bounds.lowerBound - 1, count: 1).first
      else { return false }
      return first.instant <= outlook.now
    }
  }

  /// `Thu 3 Dec`, or each person's where they differ.
  var heading: String {
    let today = outlook.zone.local(at: outlook.now).date
    func name(_ date: CivilDate) -> String {
      let text = Phrase.date(date, near: today)
      return date < today ? "\(text), which lasts until waking" : text
    }
    let people = outlook.plan.people.filter { days.keys.contains($0.id) }
    let dates = Set(people.compactMap { days[$0.id]?.date })
    if let date = dates.first ?? days[nil]?.date, dates.count <= 1 { return name(date) }
    return people.compactMap { person in days[person.id].map { "\(person.name): \(name($0.date))" } }
      .joined(separator: "; ")
  }
}
