import Almanac

/// The widths of a table's columns, for rows that are measured first and printed afterwards.
///
/// Nothing of the rows is kept between, so that a listing of any length needs little memory.
struct TableLayout {
  private let columns: [Table.Column]
  /// Of the terminal; nil for no limit.
  private let width: Int?
  private var widths: [Int]
  private var hasText: [Bool]
  /// The longest word of each column that wraps: narrower, it would break inside one.
  private var words: [Int]
  private static let gap = 2

  private(set) var hasRows = false

  init(_ columns: [Table.Column], width: Int?) {
    self.columns = columns
    self.width = width
    widths = columns.map { DisplayWidth.of($0.title) }
    hasText = columns.map { _ in false }
    words = columns.map { _ in 0 }
  }

  /// Makes room for a row; a column without any text is left out.
  mutating func measure(_ row: borrowing TableRow) {
    hasRows = true
    for (column, cell) in row.cells.enumerated() where !cell.range.isEmpty {
      hasText[column] = true
      widths[column] = max(widths[column], cell.width)
      if width != nil, columns[column].wraps, cell.width > words[column] {
        words[column] = max(words[column], row.longestWord(column))
      }
    }
  }

  /// Leaves out the spare columns and narrows the flexible ones, the widest first, until a line fits.
  ///
  /// Words break only where nothing else helps.
  mutating func fit() {
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

  func writeHeader(_ terminal: Terminal, to text: inout TextBuffer) {
    var row = TableRow()
    for column in columns { row.add(column.title, .bold) }
    writeLine(row, terminal, to: &text)
  }

  /// Writes a row, on more than one line where a column that wraps needs them.
  func write(_ row: borrowing TableRow, _ terminal: Terminal, to text: inout TextBuffer) {
    let isTooWide = columns.indices.contains { columns[$0].wraps && row.cell($0).width > widths[$0] }
    guard isTooWide else { return writeLine(row, terminal, to: &text) }
    let wrapped = columns.indices.map { column in
      columns[column].wraps ? TextWrap.lines(row[column], width: widths[column]) : [row[column]]
    }
    var line = TableRow()
    for number in 0..<wrapped.reduce(1, { max($0, $1.count) }) {
      line.removeAll()
      for (cell, texts) in zip(row.cells, wrapped) {
        line.add(number < texts.count ? texts[number] : "", cell.style)
      }
      writeLine(line, terminal, to: &text)
    }
  }

  private func writeLine(_ row: borrowing TableRow, _ terminal: Terminal, to text: inout TextBuffer) {
    // Of spaces only as many as the next text needs, so that no line ends in them.
    var spaces = 0
    for (column, cell) in row.cells.enumerated() where hasText[column] {
      let padding = max(0, widths[column] - cell.width)
      if columns[column].isRight { spaces += padding }
      if !cell.range.isEmpty {
        text.write(spaces: spaces)
        spaces = 0
        cell.style.write(terminal, to: &text) { text in
          if cell.width <= widths[column] {
            text.write(cell.range, of: row.text)
          } else {
            text.write(Table.cut(row[column], to: widths[column]))
          }
        }
      }
      spaces += (columns[column].isRight ? 0 : padding) + TableLayout.gap
    }
    text.write("\n")
  }
}
