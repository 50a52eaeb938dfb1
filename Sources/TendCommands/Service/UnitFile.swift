/// The unit of tendd, as it is installed for one user.
struct UnitFile {
  /// What every unit of ours has in it, and nobody else's.
  static let marker = "# `tend service install` writes this file"

  static let failureUnit = "tend-failure.service"

  let text: String
  /// Of the unit that tells when tendd cannot stay up.
  let failureText: String

  /// For the programs in `directory`; `hasDaemonName` is whether the program stands there as `tendd` too.
  ///
  /// Nil for a directory whose name systemd cannot be told.
  init?(directory: String, hasDaemonName: Bool) {
    guard directory.hasPrefix("/"), !directory.contains(where: UnitFile.isUnspeakable) else { return nil }
    // systemd reads a percent sign as the start of a specifier.
    let escaped = directory.replacing("%", with: "%%")
    var text = UnitFile.template
    if !hasDaemonName {
      // The second word is what the program sees itself called.
      text = text.replacing("ExecStart=@bindir@/tendd\n", with: "ExecStart=@@bindir@/tend tendd\n")
    }
    if directory.contains(" ") {
      text = text.replacing("@bindir@/tendd\n", with: "\"@bindir@/tendd\"\n")
      text = text.replacing("@@bindir@/tend tendd\n", with: "@\"@bindir@/tend\" tendd\n")
    }
    self.text = text.replacing("@bindir@", with: escaped)
    var failure = UnitFile.failureTemplate
    if directory.contains(" ") { failure = failure.replacing("@bindir@/tend ", with: "\"@bindir@/tend\" ") }
    failureText = failure.replacing("@bindir@", with: escaped)
  }

  /// Whether the text of a file was written by us.
  static func isOurs(_ text: String) -> Bool { text.contains(marker) }

  /// Quotes, backslashes, dollar signs and what is no visible character of one line.
  private static func isUnspeakable(_ character: Character) -> Bool {
    character.isNewline || "\"'\\$;".contains(character)
      || character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }
}
