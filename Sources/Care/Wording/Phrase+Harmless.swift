extension Phrase {
  /// The text with U+FFFD for everything in it that steers a terminal: control characters but new-line and tab, and
  /// the marks that turn the direction of writing (U+202A–202E, U+2066–2069) and can make a dose read otherwise.
  public static func harmless(_ text: String) -> String {
    // Nearly every text is plain ASCII, which takes a look at its bytes.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    guard text.unicodeScalars.contains(where: steers) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { steers($0) ? "\u{FFFD}" : $0 }))
  }

  /// The same on one line: a new-line or tab becomes a space.
  public static func harmlessLine(_ text: String) -> String {
    let text = harmless(text)
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
