import Almanac
import Care

/// The cells of an occurrence in a table, in the order of `ItemTable`'s columns.
struct ItemCells {
  private let outlook: Outlook
  private let hasDays: Bool
  private let now: Instant
  private let today: CivilDate
  private let namesPeople: Bool
  private var clock: OffsetCursor

  init(_ outlook: Outlook, hasDays: Bool) {
    self.outlook = outlook
    self.hasDays = hasDays
    now = outlook.now
    clock = OffsetCursor(outlook.zone)
    today = clock.local(at: now).date
    namesPeople = outlook.plan.people.count > 1
  }

  mutating func write(_ item: AgendaItem, to row: inout TableRow) {
    let local = clock.local(at: item.instant)
    let (subject, state) = (item.subject, ItemState(item: item))
    row.add(item.id?.text ?? "–", .bold)
    row.add(ours: .plain) { Phrase.write(local, on: hasDays ? local.date : today, to: &$0) }
    row.add(ours: .dim) { Phrase.write(item.instant, relativeTo: now, to: &$0) }
    row.add { text in
      text.write(subject.name)
      if local != item.nominal { writePlace(item, shownOn: local.date, to: &text) }
    }
    row.add(subject.amount ?? "")
    row.add(namesPeople ? subject.personName ?? "" : "")
    row.add(state.words(outlook), state.style)
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
