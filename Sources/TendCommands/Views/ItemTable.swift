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
    let terminal = outlook.context.terminal
    var cells = ItemCells(outlook, hasDays: hasDays)
    var days = OffsetCursor(outlook.zone)
    let today = days.local(at: outlook.now).date
    var day: CivilDate?
    Table.print(items, ItemTable.columns, outlook.context.printer, terminal) { item in
      let date = days.local(at: item.instant).date
      guard hasDays, date != day else { return nil }
      day = date
      return Style.bold.apply(heading(date, today: today), terminal)
    } write: { item, row in
      cells.write(item, to: &row)
    }
  }

  private func heading(_ date: CivilDate, today: CivilDate) -> String {
    let text = Phrase.date(date, near: today)
    return switch date - today {
    case -1: "\(text), yesterday"
    case 0: "\(text), today"
    case 1: "\(text), tomorrow"
    default: text
    }
  }
}
