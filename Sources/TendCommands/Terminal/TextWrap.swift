/// Breaks a text between words so that its lines fit.
enum TextWrap {
  /// The lines, at least one; nil as a width breaks nothing.
  ///
  /// A word that is too long for a line of its own is broken where the line ends.
  static func lines(_ text: String, width: Int?) -> [String] {
    guard let width, DisplayWidth.of(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
        lines.append(line)
        line = ""
      }
      if !line.isEmpty { line += " " }
      for character in word {
        if DisplayWidth.of(line) + DisplayWidth.of(String(character)) > width, !line.isEmpty {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    return lines + [line]
  }
}

extension String {
  /// Filled up with spaces to that many columns.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
  }
}
