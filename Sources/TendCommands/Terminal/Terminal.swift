import Care
import Glibc

/// What stands at the other end of a verb: a person at a terminal, a pipe, a script.
struct Terminal: Sendable {
  /// A person can be asked: standard input and output are both terminals.
  var canAsk: Bool
  /// Columns to fit tables into; nil where output is not a terminal and nothing is cut.
  var width: Int?
  var hasColour: Bool
  private var input: any TerminalInput

  /// A pipe: nothing is asked, cut or coloured.
  static let none = Terminal(canAsk: false, width: nil, hasColour: false)

  init(canAsk: Bool, width: Int?, hasColour: Bool, input: any TerminalInput = Keyboard()) {
    self.canAsk = canAsk
    self.width = width
    self.hasColour = hasColour
    self.input = input
  }

  /// Looks at this process's standard streams, `COLUMNS`, `NO_COLOR` and `TERM`.
  init(environment: [String: String]) {
    input = Keyboard()
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

  /// Asks for one line; nil at the end of input, and where nobody can be asked.
  func ask(_ question: String) -> String? { canAsk ? input.line(question + " ") : nil }

  /// Runs a session where a person can see it.
  func play(_ session: Session) -> (seconds: Int64, isWhole: Bool) {
    input.play(SessionScreen(session: session, width: max(20, width ?? 80)))
  }

  /// Asks for one key; nil at the end of input, and where nobody can be asked.
  func askKey(_ question: String) -> Character? { canAsk ? input.key(question + " ") : nil }
}
