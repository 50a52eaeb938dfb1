import Almanac

/// Colour, where there is any: never alone, always beside a word that says the same.
enum Style: String, Sendable {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case warning = "33"
  case alarm = "1;31"
  case good = "32"

  func apply(_ text: String, _ terminal: Terminal) -> String {
    TextBuffer.string { write(terminal, to: &$0) { $0.write(text) } }
  }

  /// Writes what `content` writes in this style.
  func write(_ terminal: Terminal, to text: inout TextBuffer, _ content: (inout TextBuffer) -> Void) {
    guard terminal.hasColour, self != .plain else { return content(&text) }
    text.write("\u{1B}[")
    text.write(rawValue)
    text.write("m")
    content(&text)
    text.write("\u{1B}[0m")
  }
}
