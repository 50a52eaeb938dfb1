import Glibc

/// Where a verb's words go: results to standard output, problems to standard error.
///
/// What it is given is text for people: control characters, which a name in a plan could smuggle in to steer a
/// terminal, come out as `�`. Output is gathered and written in large pieces.
final class Printer {
  private var pending: [UInt8] = []
  private let output: (borrowing [UInt8]) -> Void
  private let problems: (String) -> Void

  /// Writes to the process's own standard output and error.
  init() {
    output = { Printer.write($0, to: STDOUT_FILENO) }
    problems = { Printer.write(Array($0.utf8), to: STDERR_FILENO) }
  }

  /// Hands everything to the given functions instead.
  init(output: @escaping (String) -> Void, problems: @escaping (String) -> Void) {
    self.output = { output(String(decoding: $0, as: UTF8.self)) }
    self.problems = problems
  }

  /// One line of result.
  func line(_ text: String = "") {
    append(Printer.harmless(text), newline: true)
  }

  /// Text that a machine reads and that was escaped by its writer, such as JSON; a new-line follows.
  func machine(_ text: String) {
    append(text, newline: true)
  }

  /// One line with colours of ours in it.
  func styled(_ text: String) {
    append(text, newline: true)
  }

  /// One line about something that went wrong or is worth knowing, on standard error.
  func problem(_ text: String) {
    flush()
    problems(Printer.harmless(text) + "\n")
  }

  func flush() {
    guard !pending.isEmpty else { return }
    output(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func append(_ text: String, newline: Bool) {
    pending.append(contentsOf: text.utf8)
    if newline { pending.append(UInt8(ascii: "\n")) }
    if pending.count >= 1 << 16 { flush() }
  }

  /// The text with every control character but new-line and tab replaced.
  static func harmless(_ text: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }
    // Nearly every text is plain ASCII, which takes a look at its bytes.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  /// The same on one line, for a place in a table: a new-line or tab becomes a space.
  static func harmlessLine(_ text: String) -> String {
    let text = harmless(text)
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return text.replacing("\n", with: " ").replacing("\t", with: " ")
  }

  private static func write(_ bytes: borrowing [UInt8], to descriptor: CInt) {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }
}
