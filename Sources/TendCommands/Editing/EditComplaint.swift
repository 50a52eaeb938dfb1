import PlanFile

/// What is wrong with a plan that an edit would make, in the words that help whoever made the edit.
struct EditComplaint {
  /// How the edit was made.
  enum Way {
    /// By a command, on a plan that was sound: the person never saw the line that is wrong.
    case command
    /// By a command, on a plan with mistakes that it left there.
    case commandOnMistakes
    /// By hand in an editor.
    case editor
  }

  let diagnostics: [Diagnostic]
  let way: Way

  init(_ diagnostics: [Diagnostic], _ way: Way) {
    self.diagnostics = diagnostics.filter { $0.severity == .error }
    self.way = way
  }

  var failure: CommandFailure {
    let lines = diagnostics.map(\.description).joined(separator: "\n")
    switch way {
    case .command:
      let words = diagnostics.map { diagnostic in
        diagnostic.message + (diagnostic.suggestion.map { "; did you mean “\($0)”?" } ?? "")
      }
      return CommandFailure(words.joined(separator: "\n"), code: .usage)
    case .commandOnMistakes:
      return CommandFailure(
        "the plan has mistakes, so nothing was changed:\n\(lines)", code: .badPlan,
        hint: "mend them first: tend edit")
    case .editor:
      return CommandFailure("the plan was not saved; it has mistakes:\n\(lines)", code: .badPlan)
    }
  }
}
