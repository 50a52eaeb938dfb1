/// Text as a notification server may be given it.
enum PopupText {
  /// The text with nothing in it that a server could take for a command: no control characters, and new-lines only
  /// where there may be several lines.
  static func plain(_ text: String, isOneLine: Bool) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isKept = scalar == "\n" && !isOneLine
      clean.append(scalar.properties.generalCategory == .control && !isKept ? " " : scalar)
    }
    return String(clean)
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
