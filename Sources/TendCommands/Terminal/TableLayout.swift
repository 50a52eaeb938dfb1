/// The widths of a table's columns, for rows that are measured first and printed afterwards.
///
/// Nothing of the rows is kept between, so that a listing of any length needs little memory.
struct TableLayout {
  private let columns: [Table.Column]
  private var widths: [Int]
  private var hasText: [Bool]
  private static let gap = 2

  init(_ columns: [Table.Column]) {
    self.columns = columns
    widths = columns.map { DisplayWidth.of($0.title) }
    hasText = columns.map { _ in false }
  }

  /// Makes room for a row; a column without any text is left out.
  mutating func measure(_ cells: [Table.Cell]) {
    for (column, cell) in cells.enumerated() where !cell.text.isEmpty {
      hasText[column] = true
      widths[column] = max(widths[column], DisplayWidth.of(cell.text))
    }
  }

  /// Narrows the flexible columns, the widest first, until a line fits; nil for no limit.
  mutating func fit(to width: Int?) {
    guard let width else { return }
    let used = columns.indices.filter { hasText[$0] }
    var excess = used.reduce(0) { $0 + widths[$1] } + TableLayout.gap * (used.count - 1) - width
    while excess > 0 {
      let flexible = used.filter { column in columns[column].least.map { widths[column] > $0 } ?? false }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  func header(_ terminal: Terminal) -> String {
    line(columns.map { Table.Cell($0.title, .bold) }, terminal)
  }

  /// A row, on more than one line where a column that wraps needs them.
  func lines(_ cells: [Table.Cell], _ terminal: Terminal) -> [String] {
    let wrapped = cells.enumerated().map { column, cell in
      columns[column].wraps ? TextWrap.lines(cell.text, width: widths[column]) : [cell.text]
    }
    let height = wrapped.reduce(1) { max($0, $1.count) }
    if height == 1 { return [line(cells, terminal)] }
    return (0..<height).map { row in
      line(
        zip(cells, wrapped).map { cell, texts in Table.Cell(row < texts.count ? texts[row] : "", cell.style)
        },
        terminal)
    }
  }

  private func line(_ cells: [Table.Cell], _ terminal: Terminal) -> String {
    var text = ""
    // Of spaces only as many as the next text needs, so that no line ends in them.
    var spaces = 0
    for (column, cell) in cells.enumerated() where hasText[column] {
      let shown = Table.cut(cell.text, to: widths[column])
      let padding = widths[column] - DisplayWidth.of(shown)
      if columns[column].isRight { spaces += padding }
      if !shown.isEmpty {
        text += String(repeating: " ", count: spaces) + cell.style.apply(shown, terminal)
        spaces = 0
      }
      spaces += (columns[column].isRight ? 0 : padding) + TableLayout.gap
    }
    return text
  }
}
