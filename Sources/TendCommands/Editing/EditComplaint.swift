import PlanFile

/// What is wrong with a plan that an edit would make.
struct EditComplaint {
  let diagnostics: [Diagnostic]
  /// There were mistakes before the edit already.
  let hadMistakes: Bool

  init(_ diagnostics: [Diagnostic], hadMistakes: Bool) {
    self.diagnostics = diagnostics.filter { $0.severity == .error }
    self.hadMistakes = hadMistakes
  }

  var failure: CommandFailure {
    guard !hadMistakes else {
      return CommandFailure(
        "the plan has mistakes, so nothing was changed:\n"
          + diagnostics.map { "  \($0)" }.joined(separator: "\n"),
        code: .badPlan, hint: "mend them first: tend edit")
    }
    // Nobody will find the line: it was never written.
    let words = diagnostics.map { diagnostic in
      diagnostic.message + (diagnostic.suggestion.map { "; did you mean “\($0)”?" } ?? "")
    }
    return CommandFailure(words.joined(separator: "\n"), code: .usage)
  }
}
