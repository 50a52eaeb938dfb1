/// Text as a notification server may be given it.
enum PopupText {
  /// The text with nothing in it that a server could take for a command: no control characters, new-lines only where
  /// there may be several lines, and none of the marks that turn the direction of writing (U+202A–202E, U+2066–2069),
  /// which can make a dose read otherwise.
  static func plain(_ text: String, isOneLine: Bool) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isKept = scalar == "\n" && !isOneLine
      clean.append(
        turnsWriting(scalar)
          ? "\u{FFFD}" : scalar.properties.generalCategory == .control && !isKept ? " " : scalar)
    }
    return String(clean)
  }

  private static func turnsWriting(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// For a server that reads markup in bodies: the same text, none of it markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
