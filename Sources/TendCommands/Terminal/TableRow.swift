import Almanac
import Care

/// A row of a table: the texts of its cells one behind the other, in memory that the next row uses again.
struct TableRow: ~Copyable {
  struct Cell {
    /// Where its text stands in `text`.
    var range: Range<Int>
    /// How many columns of a terminal it takes.
    var width: Int
    var style: Style
  }

  private(set) var text = TextBuffer()
  private(set) var cells: [Cell] = []

  mutating func removeAll() {
    text.removeAll()
    cells.removeAll(keepingCapacity: true)
  }

  /// Adds a cell with what `write` writes, made harmless and brought onto one line.
  mutating func add(_ style: Style = .plain, _ write: (inout TextBuffer) -> Void) {
    let start = text.count
    write(&text)
    let width = text.withBytes(start..<text.count, DisplayWidth.ofPlain) ?? makeHarmless(from: start)
    cells.append(Cell(range: start..<text.count, width: width, style: style))
  }

  mutating func add(_ text: String, _ style: Style = .plain) { add(style) { $0.write(text) } }

  /// Adds a cell of words and times of ours, which are printable ASCII.
  mutating func add(ours style: Style, _ write: (inout TextBuffer) -> Void) {
    let start = text.count
    write(&text)
    cells.append(Cell(range: start..<text.count, width: text.count - start, style: style))
  }

  /// Returns the width of the text that comes of it.
  private mutating func makeHarmless(from start: Int) -> Int {
    let harmless = Phrase.harmlessLine(text.text(start..<text.count))
    text.cut(to: start)
    text.write(harmless)
    return DisplayWidth.of(harmless)
  }

  subscript(column: Int) -> String { text.text(cells[column].range) }

  /// The width of the longest word of a cell.
  func longestWord(_ column: Int) -> Int {
    self[column].split(separator: " ").reduce(0) { max($0, DisplayWidth.of($1)) }
  }
}
