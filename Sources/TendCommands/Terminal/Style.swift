/// Colour, where there is any: never alone, always beside a word that says the same.
enum Style: String, Sendable {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case warning = "33"
  case alarm = "1;31"
  case good = "32"

  func apply(_ text: String, _ terminal: Terminal) -> String {
    terminal.hasColour && self != .plain ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
