/// Writes keys and texts the way TOML reads them back.
enum TOMLWriter {
  /// A key, in quotes only where it needs them.
  static func key(_ key: String) -> String {
    !key.isEmpty && key.utf8.allSatisfy(TOMLScanner.isBare) ? key : text(key)
  }

  /// A basic string on one line.
  static func text(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\r": written += "\\r"
      case "\t": written += "\\t"
      case "\u{0}"..<" ", "\u{7F}":
        let code = String(scalar.value, radix: 16, uppercase: true)
        written += "\\u" + String(repeating: "0", count: 4 - code.utf8.count) + code
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }
}
