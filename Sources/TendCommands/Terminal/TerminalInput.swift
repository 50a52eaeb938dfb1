import Care
import Glibc

/// Where a person's answers come from.
protocol TerminalInput: Sendable {
  /// The next line, without its end; nil at the end of input.
  func line(_ question: String) -> String?
  /// The next key pressed, without waiting for Enter; nil at the end of input.
  func key(_ question: String) -> Character?
  /// Shows a session until it is over or somebody stops it; returns how many seconds it took and whether it is whole.
  func play(_ screen: SessionScreen) -> (seconds: Int64, isWhole: Bool)
}

/// The keyboard and screen of the terminal that this process was started at.
struct Keyboard: TerminalInput {
  func line(_ question: String) -> String? {
    show(question)
    return readLine(strippingNewline: true)
  }

  /// Keys of more than one byte come as `?`.
  ///
  /// Ctrl-C and Ctrl-D end the input, so that the terminal is left as it was found.
  func key(_ question: String) -> Character? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return line(question)?.first }
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    // Drops what was typed ahead: a key pressed before its question was read answers nothing.
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    show(question)
    var byte: UInt8 = 0
    var count = read(STDIN_FILENO, &byte, 1)
    while count < 0, errno == EINTR { count = read(STDIN_FILENO, &byte, 1) }
    show("\n")
    guard count == 1, byte != 3, byte != 4 else { return nil }
    return byte < 0x80 ? Character(Unicode.Scalar(byte)) : "?"
  }

  func play(_ screen: SessionScreen) -> (seconds: Int64, isWhole: Bool) { TerminalStage.run(screen) }

  private func show(_ text: String) {
    // Nothing in the name of an entry may steer the terminal.
    let bytes = Array(Phrase.harmless(text).utf8)
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
