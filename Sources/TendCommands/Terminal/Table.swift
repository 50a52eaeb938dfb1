import Care

/// Aligned columns that fit the terminal: where they do not, the flexible columns give way and are cut or go on below.
struct Table {
  struct Column {
    var title: String
    var isRight = false
    /// May be narrowed, down to this many columns; nil for never.
    var least: Int?
    /// What does not fit goes on in the next line, so that nothing is lost; otherwise it is cut with `…`.
    var wraps = false
    /// Is left out where the terminal is too narrow for everything.
    var isSpare = false
  }

  struct Cell {
    var text: String
    var style = Style.plain

    init(_ text: String, _ style: Style = .plain) {
      self.text = Phrase.harmlessLine(text)
      self.style = style
    }
  }

  var columns: [Column]
  private(set) var rows: [[Cell]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// Prints the header and the rows; a column without any text is left out.
  func print(_ printer: Printer, _ terminal: Terminal) {
    Table.print(rows, columns, printer, terminal) { cells, row in
      for cell in cells { row.add(cell.text, cell.style) }
    }
  }

  /// The same for rows that are written as they are asked for: the first are kept, and the others written twice, so that
  /// a listing of any length needs little memory.
  ///
  /// - Parameters:
  ///   - heading: A line to print before the row of an item; nil for none.
  ///   - write: Fills in the row of an item.
  static func print<Items: Collection>(
    _ items: Items, _ columns: [Column], _ printer: Printer, _ terminal: Terminal,
    heading: (Items.Element) -> String? = { _ in nil },
    write: (Items.Element, inout TableRow) -> Void
  ) {
    var layout = TableLayout(columns, width: terminal.width)
    var kept = TableRow()
    var row = TableRow()
    kept.reserve(rows: min(items.count, mostKept), columns: columns.count)
    for (number, item) in items.enumerated() {
      if number < mostKept {
        kept.begin()
        write(item, &kept)
        layout.measure(kept)
      } else {
        row.removeAll()
        write(item, &row)
        layout.measure(row)
      }
    }
    guard layout.hasRows else { return }
    layout.fit()
    printer.lines { layout.writeHeader(terminal, to: &$0) }
    for (number, item) in items.enumerated() {
      if let heading = heading(item) { printer.styled(heading) }
      if number < mostKept {
        kept.show(number)
        printer.lines { layout.write(kept, terminal, to: &$0) }
      } else {
        row.removeAll()
        write(item, &row)
        printer.lines { layout.write(row, terminal, to: &$0) }
      }
    }
  }

  /// Rows that are kept between measuring and printing: a month of a large household.
  private static let mostKept = 2048

  static func cut(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    var kept = ""
    var columns = 0
    for character in text {
      let next = DisplayWidth.of(String(character))
      guard columns + next < width else { break }
      kept.append(character)
      columns += next
    }
    return kept + "…"
  }
}
