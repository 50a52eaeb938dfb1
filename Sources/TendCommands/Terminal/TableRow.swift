import Almanac
import Care

/// A row of a table: the texts of its cells one behind the other, in memory that the next row uses again.
///
/// It can keep the rows before it, so that those need not be written twice.
struct TableRow: ~Copyable {
  struct Cell {
    /// Where its text stands in `text`.
    var range: Range<Int> { Int(start)..<Int(end) }
    /// How many columns of a terminal it takes.
    var width: Int { Int(columns) }
    let style: Style

    private let start, end, columns: Int32

    init(range: Range<Int>, width: Int, style: Style) {
      (start, end, columns) = (Int32(range.lowerBound), Int32(range.upperBound), Int32(width))
      self.style = style
    }
  }

  private(set) var text = TextBuffer()
  private var all: [Cell] = []
  /// Where the cells of each row begin.
  private var starts = [0]
  /// Which of `all` are those of the row.
  private var shown = 0..<0

  var cells: ArraySlice<Cell> { all[shown] }

  mutating func removeAll() {
    text.removeAll()
    all.removeAll(keepingCapacity: true)
    starts = [0]
    shown = 0..<0
  }

  /// Makes room for so many rows of so many columns, for which memory would otherwise be copied again and again.
  mutating func reserve(rows: Int, columns: Int) {
    text.reserve(rows * 72)
    all.reserveCapacity(rows * columns)
    starts.reserveCapacity(rows)
  }

  /// Begins another row and keeps those before it.
  mutating func begin() {
    if !all.isEmpty { starts.append(all.count) }
    shown = all.count..<all.count
  }

  /// Goes back to one of the rows that were begun, counted from 0.
  mutating func show(_ number: Int) {
    shown = starts[number]..<(number + 1 < starts.count ? starts[number + 1] : all.count)
  }

  /// Adds a cell with what `write` writes, made harmless and brought onto one line.
  mutating func add(_ style: Style = .plain, _ write: (inout TextBuffer) -> Void) {
    let start = text.count
    write(&text)
    let width = text.withBytes(start..<text.count, DisplayWidth.ofPlain) ?? makeHarmless(from: start)
    add(Cell(range: start..<text.count, width: width, style: style))
  }

  mutating func add(_ text: String, _ style: Style = .plain) { add(style) { $0.write(text) } }

  /// Adds a cell of words and times of ours, which are printable ASCII.
  mutating func add(ours style: Style, _ write: (inout TextBuffer) -> Void) {
    let start = text.count
    write(&text)
    add(Cell(range: start..<text.count, width: text.count - start, style: style))
  }

  private mutating func add(_ cell: Cell) {
    all.append(cell)
    shown = shown.lowerBound..<all.count
  }

  /// The cell of a column.
  func cell(_ column: Int) -> Cell { all[shown.lowerBound + column] }

  /// Returns the width of the text that comes of it.
  private mutating func makeHarmless(from start: Int) -> Int {
    let harmless = Phrase.harmlessLine(text.text(start..<text.count))
    text.cut(to: start)
    text.write(harmless)
    return DisplayWidth.of(harmless)
  }

  subscript(column: Int) -> String { text.text(cell(column).range) }

  /// The width of the longest word of a cell.
  func longestWord(_ column: Int) -> Int {
    self[column].split(separator: " ").reduce(0) { max($0, DisplayWidth.of($1)) }
  }
}
