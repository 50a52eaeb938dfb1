import ArgumentParser

/// The reference of all verbs in Markdown: `Documentation/commands.md` is held to it.
enum CommandReference {
  static var text: String { sections(Tend.self, name: "tend").joined(separator: "\n") }

  /// A section for a command and for each below it, those that are hidden left out.
  private static func sections(_ command: any ParsableCommand.Type, name: String) -> [String] {
    let subcommands = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    // What only has verbs below it is explained by them.
    guard !subcommands.isEmpty else {
      return ["### \(name)\n\n```text\n\(Tend.helpMessage(for: command, columns: 100))\n```\n"]
    }
    return subcommands.flatMap { sections($0, name: "\(name) \($0.configuration.commandName ?? "")") }
  }
}
