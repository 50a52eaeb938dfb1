import Care
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
    append(Phrase.harmless(text), newline: true)
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
    problems(Phrase.harmless(text) + "\n")
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
