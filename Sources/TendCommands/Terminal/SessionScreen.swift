import Care
import Glibc

/// Shows a session as it runs: one line that is written over, and a bell at the end.
struct SessionScreen {
  /// What is left of the world outside: a clock that only goes forward, and a keyboard that is listened to for a moment.
  protocol Stage {
    /// Seconds since it began.
    func seconds() -> Int64
    /// Waits until about the next second; true when the person wants to stop.
    func waits() -> Bool
    func show(_ text: String)
  }

  let session: Session
  let width: Int

  /// Runs it; returns how many seconds it took and whether it came to its end.
  func run(on stage: some Stage) -> (seconds: Int64, isWhole: Bool) {
    while true {
      let passed = stage.seconds()
      guard !session.isOver(after: passed) else {
        stage.show("\r\(padded(line(session.moment(after: session.length))))\u{07}\n")
        return (session.length, true)
      }
      stage.show("\r\(padded(line(session.moment(after: passed))))")
      if stage.waits() {
        stage.show("\n")
        return (min(stage.seconds(), session.length), false)
      }
    }
  }

  /// `breathe in  4   [#####-----]  8:20 left`.
  func line(_ moment: Session.Moment) -> String {
    let isOver = moment.left == 0
    let phase =
      moment.phase.map { isOver ? "done" : "\($0.name)  \(moment.phaseLeft)" } ?? (isOver ? "done" : "")
    let names = session.phases.map { DisplayWidth.of($0.name) + 5 }.max() ?? (isOver ? 4 : 0)
    let time = "\(moment.left / 60):\(moment.left % 60 < 10 ? "0" : "")\(moment.left % 60) left"
    let room = max(4, min(40, width - names - DisplayWidth.of(time) - 8))
    let filled = room * moment.permille / 1000
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: room - filled)
    return (names > 0 ? phase.padded(to: names) + "  " : "") + "[\(bar)]  \(time)"
  }

  private func padded(_ text: String) -> String {
    Phrase.harmlessLine(Table.cut(text, to: width - 1)).padded(to: width - 1)
  }
}

/// The terminal that this process was started at.
struct TerminalStage: SessionScreen.Stage {
  private let start = TerminalStage.milliseconds()

  func seconds() -> Int64 { (TerminalStage.milliseconds() - start) / 1000 }

  /// Ctrl-C, Ctrl-D and q stop; every other key is ignored.
  func waits() -> Bool {
    let rest = 1000 - (TerminalStage.milliseconds() - start) % 1000
    var poller = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, CInt(rest) + 5) > 0 else { return false }
    var byte: UInt8 = 0
    let count = read(STDIN_FILENO, &byte, 1)
    return count <= 0 || [3, 4, UInt8(ascii: "q"), UInt8(ascii: "Q")].contains(byte)
  }

  func show(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  /// Runs with keys that arrive at once and are not shown, and leaves the terminal as it was.
  static func run(_ screen: SessionScreen) -> (seconds: Int64, isWhole: Bool) {
    var before = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &before) == 0
    if isTerminal {
      var raw = before
      raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    }
    defer { if isTerminal { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) } }
    return screen.run(on: TerminalStage())
  }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
