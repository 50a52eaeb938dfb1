/// The lines of a text by byte offset, and how it ends them.
struct TextLines {
  let text: [UInt8]

  init(_ text: [UInt8]) { self.text = text }

  /// `\r\n` where the first line ends so, else `\n`.
  var newline: String {
    guard let end = text.firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return "\n" }
    return text[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  var endsInNewline: Bool { text.last == UInt8(ascii: "\n") }

  /// Whether nothing would divide a new header from the text before it; true at the very beginning.
  var lastLineIsBlank: Bool {
    text.isEmpty || text.elementsEqual(TOMLText.byteOrderMark)
      || (endsInNewline && isBlank(start(of: text.count - 1)))
  }

  /// The first byte of the line that `offset` is in.
  func start(of offset: Int) -> Int {
    text[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  /// The byte behind the last one of the line, before its line end.
  func end(of offset: Int) -> Int {
    guard let newline = text[offset...].firstIndex(of: UInt8(ascii: "\n")) else { return text.count }
    return newline > offset && text[newline - 1] == UInt8(ascii: "\r") ? newline - 1 : newline
  }

  /// The first byte of the line after the one that `offset` is in.
  func next(after offset: Int) -> Int {
    text[offset...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.count
  }

  func indentation(of offset: Int) -> String {
    let line = text[start(of: offset)...]
    return String(decoding: line.prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
  }

  /// Whether the line that begins at `start` holds nothing but a comment.
  func isComment(_ start: Int) -> Bool {
    text[start...].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
  }

  func isBlank(_ start: Int) -> Bool {
    guard start < text.count else { return false }
    let first = text[start...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    return first == UInt8(ascii: "\n") || first == nil
  }

  /// The range to remove so that no doubled blank lines are left where whole lines go.
  ///
  /// The blank lines after it go too when there is one before it or nothing before it; at the end of the text it is
  /// those before it.
  func tidied(_ range: Range<Int>) -> Range<Int> {
    let isWholeLines =
      (range.lowerBound == 0 || text[range.lowerBound - 1] == UInt8(ascii: "\n"))
      && (range.upperBound == text.count || text[range.upperBound - 1] == UInt8(ascii: "\n"))
    guard isWholeLines, !range.isEmpty else { return range }
    var (start, end) = (range.lowerBound, range.upperBound)
    let blankBefore = start == 0 || isBlank(self.start(of: start - 1))
    guard blankBefore || end == text.count else { return range }
    while end < text.count, isBlank(end) { end = next(after: end) }
    if end == text.count {
      while start > 0, isBlank(self.start(of: start - 1)) { start = self.start(of: start - 1) }
      // A text without a last line end stays one.
      if !endsInNewline, start > 0 { start = self.end(of: self.start(of: start - 1)) }
    }
    return start..<end
  }
}
