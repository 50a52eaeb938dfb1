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
    guard !rows.isEmpty else { return }
    var layout = TableLayout(columns)
    for row in rows { layout.measure(row) }
    layout.fit(to: terminal.width)
    printer.styled(layout.header(terminal))
    for row in rows { for line in layout.lines(row, terminal) { printer.styled(line) } }
  }

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
