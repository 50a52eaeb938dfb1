import Almanac
import Care
import Glibc

/// Where a verb's words go: results to standard output, problems to standard error.
///
/// What it is given is text for people: control characters, which a name in a plan could smuggle in to steer a
/// terminal, come out as `�`. Output is gathered and written in large pieces.
final class Printer {
  private var pending = TextBuffer()
  private let output: (UnsafeBufferPointer<UInt8>) -> CInt
  private let problems: (String) -> Void
  /// The `errno` of the first piece of output that was lost; nil while none was.
  ///
  /// A reader that has seen enough, as `head` has, lost nothing.
  private(set) var outputError: CInt?

  /// Writes to descriptors, by default the process's own standard output and error.
  init(output: CInt = STDOUT_FILENO, problems: CInt = STDERR_FILENO) {
    self.output = { Printer.write($0, to: output) }
    self.problems = { text in
      var text = text
      _ = text.withUTF8 { Printer.write($0, to: problems) }
    }
  }

  /// Hands everything to the given functions instead.
  init(output: @escaping (String) -> Void, problems: @escaping (String) -> Void) {
    self.output = {
      output(String(decoding: $0, as: UTF8.self))
      return 0
    }
    self.problems = problems
  }

  /// One line of result.
  func line(_ text: String = "") {
    styled(Phrase.harmless(text))
  }

  /// Text that a machine reads and that was escaped by its writer, such as JSON; a new-line follows.
  func machine(_ text: String) {
    styled(text)
  }

  /// One line with colours of ours in it.
  func styled(_ text: String) {
    lines {
      $0.write(text)
      $0.write("\n")
    }
  }

  /// Lines with colours of ours in them, each with its new-line, straight into what is to be written out.
  func lines(_ write: (inout TextBuffer) -> Void) {
    write(&pending)
    if pending.count >= 1 << 16 { flush() }
  }

  /// One line about something that went wrong or is worth knowing, on standard error.
  func problem(_ text: String) {
    flush()
    problems(Phrase.harmless(text) + "\n")
  }

  func flush() {
    guard pending.count > 0 else { return }
    let error = pending.withBytes(0..<pending.count, output)
    if error != 0, error != EPIPE, outputError == nil { outputError = error }
    pending.removeAll()
  }

  /// Returns 0, or the `errno` of what went wrong.
  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: CInt) -> CInt {
    var rest = UnsafeRawBufferPointer(bytes)[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
