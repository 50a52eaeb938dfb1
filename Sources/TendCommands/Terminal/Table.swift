/// Aligned columns that fit the terminal: where they do not, the flexible columns give way and are cut with `…`.
struct Table {
  struct Column {
    var title: String
    var isRight = false
    /// May be cut, down to this many columns; nil for never.
    var least: Int?
  }

  struct Cell {
    var text: String
    var style = Style.plain

    init(_ text: String, _ style: Style = .plain) {
      self.text = Printer.harmless(text).replacing("\n", with: " ")
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
    let used = columns.indices.filter { column in rows.contains { !$0[column].text.isEmpty } }
    let widths = fitted(used, to: terminal.width)
    printer.styled(
      line(used.map { Cell(columns[$0].title, .bold) }, used, widths, terminal))
    for row in rows { printer.styled(line(used.map { row[$0] }, used, widths, terminal)) }
  }

  private static let gap = 2

  /// The width of each used column; the widest flexible one is narrowed first.
  private func fitted(_ used: [Int], to width: Int?) -> [Int] {
    var widths = used.map { column in
      rows.reduce(DisplayWidth.of(columns[column].title)) { max($0, DisplayWidth.of($1[column].text)) }
    }
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + Table.gap * (used.count - 1) - width
    while excess > 0 {
      let flexible = used.indices.filter { position in
        columns[used[position]].least.map { widths[position] > $0 } ?? false
      }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ cells: [Cell], _ used: [Int], _ widths: [Int], _ terminal: Terminal) -> String {
    var text = ""
    for (position, cell) in cells.enumerated() {
      let shown = Table.cut(cell.text, to: widths[position])
      let padding = String(repeating: " ", count: max(0, widths[position] - DisplayWidth.of(shown)))
      let isLast = position == cells.count - 1
      if position > 0 { text += String(repeating: " ", count: Table.gap) }
      if columns[used[position]].isRight { text += padding }
      text += cell.style.apply(shown, terminal)
      if !columns[used[position]].isRight, !isLast { text += padding }
    }
    return text
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
