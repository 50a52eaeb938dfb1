/// How many columns of a terminal a text takes.
enum DisplayWidth {
  static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// The width of a text, in UTF-8, of what plans are mostly written in: printable ASCII, the accented letters of
  /// Europe, dashes and quotes; nil where there is anything else.
  static func ofPlain(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var (width, at) = (0, 0)
    while at < text.count {
      switch text[at] {
      case 0x20..<0x7F: at += 1
      // U+00A1 to U+02FF, but for the soft hyphen.
      case 0xC2 where text[at + 1] > 0xA0 && text[at + 1] != 0xAD: at += 2
      case 0xC3...0xCB: at += 2
      // U+2010 to U+2027.
      case 0xE2 where text[at + 1] == 0x80 && (0x90...0xA7).contains(text[at + 2]): at += 3
      default: return nil
      }
      width += 1
    }
    return width
  }

  /// Combining marks take none; East Asian wide characters (UAX #11, W and F) and emoji take two.
  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]
}
