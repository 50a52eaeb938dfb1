import ArgumentParser
import Care
import PlanFile

/// A word where the name of a verb should be: `tend taek cetirizine`, `tend add med …`.
///
/// ArgumentParser only says that it did not expect it; whoever typed it wants to know what to type.
struct UnknownVerb {
  /// The verbs before it: `tend add`.
  let path: String
  let word: String
  let near: String?

  /// What other programs call it.
  static let synonyms = [
    "delete": "remove", "rm": "remove", "ls": "list", "log": "history", "taken": "take", "later": "snooze",
    "doses": "list", "symptom": "note", "med": "medication", "meds": "medication",
  ]

  /// Nil where every verb named is one.
  init?(_ arguments: [String]) {
    var path = "tend"
    var command: any ParsableCommand.Type = Tend.self
    for word in arguments {
      let verbs = command.configuration.subcommands
      guard !verbs.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let verb = verbs.first(where: { UnknownVerb.names(of: $0).contains(word) }) {
        command = verb
        path += " \(word)"
        continue
      }
      let shown = verbs.filter { $0.configuration.shouldDisplay }.flatMap { UnknownVerb.names(of: $0) }
      let beginnings = shown.filter { $0.hasPrefix(word) }
      let synonym = UnknownVerb.synonyms[word].flatMap { shown.contains($0) ? $0 : nil }
      self.path = path
      self.word = word
      near = synonym ?? Nearest.match(word, among: shown) ?? (beginnings.count == 1 ? beginnings[0] : nil)
      return
    }
    return nil
  }

  private static func names(of verb: any ParsableCommand.Type) -> [String] {
    [verb.configuration.commandName ?? verb._commandName] + verb.configuration.aliases
  }

  var failure: CommandFailure {
    CommandFailure(
      "there is no “\(path) \(word)”" + (near.map { "; did you mean “\(path) \($0)”?" } ?? ""), code: .usage,
      hint: "\(path) --help lists what there is")
  }
}
