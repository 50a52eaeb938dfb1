import Almanac
import Care

/// The cells of an occurrence in a table, in the order of `ItemTable`'s columns.
struct ItemCells: ~Copyable {
  private let outlook: Outlook
  private let hasDays: Bool
  private let now: Instant
  private let today: CivilDate
  private let namesPeople: Bool
  private var clock: OffsetCursor
  /// When the item is, and how far that is away: many items in a row have these in common.
  private var times = TextBuffer()
  private var instant: Instant?
  private var local: CivilDateTime
  /// Where the first text of `times` ends.
  private var split = 0

  init(_ outlook: Outlook, hasDays: Bool) {
    self.outlook = outlook
    self.hasDays = hasDays
    now = outlook.now
    clock = OffsetCursor(outlook.zone)
    local = clock.local(at: now)
    today = local.date
    namesPeople = outlook.plan.people.count > 1
  }

  mutating func write(_ item: AgendaItem, to row: inout TableRow) {
    if instant != item.instant { look(at: item.instant) }
    let (subject, state) = (item.subject, ItemState(item: item))
    row.add(item.id?.text ?? "–", .bold)
    row.add(ours: .plain) { $0.write(0..<split, of: times) }
    row.add(ours: .dim) { $0.write(split..<times.count, of: times) }
    row.add { text in
      text.write(subject.name)
      if local != item.nominal { writePlace(item, shownOn: local.date, to: &text) }
    }
    row.add(subject.amount ?? "")
    row.add(namesPeople ? subject.personName ?? "" : "")
    row.add(state.words(outlook), state.style)
  }

  private mutating func look(at instant: Instant) {
    self.instant = instant
    local = clock.local(at: instant)
    times.removeAll()
    Phrase.write(local, on: hasDays ? local.date : today, to: &times)
    split = times.count
    Phrase.write(instant, relativeTo: now, to: &times)
  }

  /// The nominal time on the clock of its own zone, which shows another one.
  private func writePlace(_ item: AgendaItem, shownOn date: CivilDate, to text: inout TextBuffer) {
    text.write(" (")
    Phrase.write(item.nominal, on: date, to: &text)
    text.write(" ")
    Phrase.write(cityOf: item.zone, to: &text)
    text.write(")")
  }
}
