import Almanac
import Care

/// Prints occurrences as a table: the id first, then when, what and where it stands.
struct ItemTable {
  let outlook: Outlook
  /// A heading before each day; times are without a date then.
  var hasDays = false

  private static let columns = [
    Table.Column(title: "ID"), Table.Column(title: "DUE", isRight: true), Table.Column(title: ""),
    Table.Column(title: "WHAT", least: 10, wraps: true), Table.Column(title: "DOSE", least: 8, wraps: true),
    Table.Column(title: "FOR", least: 5, wraps: true), Table.Column(title: "STATE", least: 9, wraps: true),
  ]

  func print(_ items: [AgendaItem]) {
    let (printer, terminal) = (outlook.context.printer, outlook.context.terminal)
    var layout = TableLayout(ItemTable.columns)
    for item in items { layout.measure(cells(item)) }
    layout.fit(to: terminal.width)
    printer.styled(layout.header(terminal))
    var day: CivilDate?
    for item in items {
      let date = outlook.zone.local(at: item.instant).date
      if hasDays, date != day { printer.styled(Style.bold.apply(heading(date), terminal)) }
      day = date
      for line in layout.lines(cells(item), terminal) { printer.styled(line) }
    }
  }

  private func heading(_ date: CivilDate) -> String {
    let today = outlook.zone.local(at: outlook.now).date
    let text = Phrase.date(date, near: today)
    return switch date - today {
    case -1: "\(text), yesterday"
    case 0: "\(text), today"
    case 1: "\(text), tomorrow"
    default: text
    }
  }

  private func cells(_ item: AgendaItem) -> [Table.Cell] {
    let (zone, now) = (outlook.zone, outlook.now)
    let state = ItemState(item: item)
    let local = zone.local(at: item.instant)
    let time = hasDays ? "\(local.time)" : Phrase.time(item.instant, in: zone, now: now)
    return [
      Table.Cell(item.id?.text ?? "–", .bold), Table.Cell(time),
      Table.Cell(Phrase.relative(item.instant, now: now), .dim), Table.Cell(what(item, shownAt: local)),
      Table.Cell(item.subject.amount ?? ""),
      Table.Cell(outlook.plan.people.count > 1 ? item.subject.personName ?? "" : ""),
      Table.Cell(state.words(outlook), state.style),
    ]
  }

  /// The name, with the nominal time on the clock of its own zone where that shows another one.
  private func what(_ item: AgendaItem, shownAt local: CivilDateTime) -> String {
    guard local != item.nominal else { return item.subject.name }
    let place = item.zone.name.split(separator: "/").last ?? Substring(item.zone.name)
    return
      "\(item.subject.name) (\(Phrase.time(item.nominal, on: local.date)) \(place.replacing("_", with: " ")))"
  }
}
