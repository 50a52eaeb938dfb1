import Glibc

/// The editor of the person at the terminal.
struct EditorProgram {
  /// As `$VISUAL` or `$EDITOR` has it: a program with its own arguments, for a shell to read.
  let command: String
  private let environment: [String: String]

  /// `$VISUAL`, else `$EDITOR`, else the first of the usual ones that is installed; nil where there is none.
  init?(environment: [String: String]) {
    self.environment = environment
    let chosen = EditorProgram.chosen(in: environment)
    let usual = ["sensible-editor", "editor", "nano", "vi"]
    guard
      let command = chosen
        ?? usual.first(where: { ChildProcess($0, environment: environment).path != nil })
    else { return nil }
    self.command = command
  }

  /// Whether somebody said which editor: a script may have, where the usual ones would wait for a keyboard.
  static func isChosen(in environment: [String: String]) -> Bool { chosen(in: environment) != nil }

  private static func chosen(in environment: [String: String]) -> String? {
    ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty }
  }

  /// Editors that take `+14` before a file as the line to go to.
  private static let takesLine: Set<String> = [
    "vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "joe", "jed", "mg",
    "ne", "kak", "gedit", "sensible-editor", "editor",
  ]

  /// Opens a file and waits until the editor is closed; returns its exit code.
  func open(_ path: String, line: Int?) throws(ChildProcessError) -> CInt {
    let name = command.split(separator: " ").first?.split(separator: "/").last.map(String.init) ?? command
    let place = EditorProgram.takesLine.contains(name) ? line.map { ["+\($0)"] } ?? [] : []
    // The shell splits the command as the person wrote it; the path reaches it unread.
    return try ChildProcess(
      "/bin/sh", ["-c", "\(command) \"$@\"", command] + place + [path], environment: environment
    ).run()
  }
}
