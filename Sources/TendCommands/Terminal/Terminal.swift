import Glibc

/// What stands at the other end of a verb: a person at a terminal, a pipe, a script.
struct Terminal: Sendable {
  /// A person can be asked: standard input and output are both terminals.
  var canAsk: Bool
  /// Columns to fit tables into; nil where output is not a terminal and nothing is cut.
  var width: Int?
  var hasColour: Bool

  /// A pipe: nothing is asked, cut or coloured.
  static let none = Terminal(canAsk: false, width: nil, hasColour: false)

  init(canAsk: Bool, width: Int?, hasColour: Bool) {
    self.canAsk = canAsk
    self.width = width
    self.hasColour = hasColour
  }

  /// Looks at this process's standard streams, `COLUMNS`, `NO_COLOR` and `TERM`.
  init(environment: [String: String]) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    canAsk = isTerminal && isatty(STDIN_FILENO) == 1
    hasColour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    width = nil
    if isTerminal {
      var size = winsize()
      let columns = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
      width = environment["COLUMNS"].flatMap(Int.init) ?? (columns > 0 ? columns : 80)
    }
  }

  /// Asks one line on the terminal; nil at the end of input.
  func ask(_ question: String) -> String? {
    guard canAsk else { return nil }
    let bytes = Array((question + " ").utf8)
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    return readLine(strippingNewline: true)
  }
}
