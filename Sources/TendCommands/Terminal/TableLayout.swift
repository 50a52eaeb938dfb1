/// The widths of a table's columns, for rows that are measured first and printed afterwards.
///
/// Nothing of the rows is kept between, so that a listing of any length needs little memory.
struct TableLayout {
  private let columns: [Table.Column]
  private var widths: [Int]
  private var hasText: [Bool]
  /// The longest word of each column that wraps: narrower, it would break inside one.
  private var words: [Int]
  private static let gap = 2

  init(_ columns: [Table.Column]) {
    self.columns = columns
    widths = columns.map { DisplayWidth.of($0.title) }
    hasText = columns.map { _ in false }
    words = columns.map { _ in 0 }
  }

  /// Makes room for a row; a column without any text is left out.
  mutating func measure(_ cells: [Table.Cell]) {
    for (column, cell) in cells.enumerated() where !cell.text.isEmpty {
      hasText[column] = true
      let width = DisplayWidth.of(cell.text)
      widths[column] = max(widths[column], width)
      guard columns[column].wraps, width > words[column] else { continue }
      for word in cell.text.split(separator: " ") {
        words[column] = max(words[column], DisplayWidth.of(String(word)))
      }
    }
  }

  /// Leaves out the spare columns and narrows the flexible ones, the widest first, until a line fits; nil for no limit.
  ///
  /// Words break only where nothing else helps.
  mutating func fit(to width: Int?) {
    guard let width else { return }
    for column in columns.indices where columns[column].isSpare && excess(over: width) > 0 {
      hasText[column] = false
    }
    narrow(to: width) { max($0, $1) }
    narrow(to: width) { least, _ in least }
  }

  /// - Parameter floor: How narrow a column may become, of its least width and its longest word.
  private mutating func narrow(to width: Int, floor: (_ least: Int, _ word: Int) -> Int) {
    var excess = excess(over: width)
    while excess > 0 {
      let flexible = columns.indices.filter { column in
        guard hasText[column], let least = columns[column].least else { return false }
        return widths[column] > floor(least, words[column])
      }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  /// By how many columns the widest line is too wide.
  private func excess(over width: Int) -> Int {
    let used = columns.indices.filter { hasText[$0] }
    return used.reduce(0) { $0 + widths[$1] } + TableLayout.gap * (used.count - 1) - width
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
