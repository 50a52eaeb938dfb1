import ArgumentParser
import Care
import Host
import Household
import PlanFile

/// `tend check`: what is wrong with the plan, in the manner of `nginx -t`.
struct Check: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether the plan and the settings read well.",
    discussion:
      "Every mistake is listed with its file, line and column. Nothing is changed. Exits with 78 on mistakes."
  )

  @Argument(help: "Files of one plan to check instead of your own; settings.toml is read as settings.")
  var files: [String] = []

  func run(_ context: CommandContext) throws {
    let read = files.isEmpty ? try context.household.readPlanFiles() : try named()
    let loaded = context.household.load(read, judged: true)
    let diagnostics = loaded.diagnostics
    for diagnostic in diagnostics { context.printer.problem(diagnostic.description) }
    let mistakes = diagnostics.count { $0.severity == .error }
    guard let plan = loaded.plan.plan, mistakes == 0 else {
      throw CommandFailure(
        counted(mistakes, "mistake") + (files.isEmpty ? "; tendd goes by the last good plan" : ""),
        code: .badPlan,
        hint: files.isEmpty ? "tend edit" : nil)
    }
    let names = (read.plan + [read.settings].compactMap { $0 }).map(\.path)
    let contents = [counted(plan.entries.count, "entry"), counted(plan.people.count, "person")]
    context.printer.line(
      "\(names.isEmpty ? "no plan yet" : names.joined(separator: ", ")): "
        + "\(contents.joined(separator: ", ")): ok")
  }

  private func named() throws -> PlanFiles {
    var found = PlanFiles(plan: [])
    for path in files {
      let file = SourceFile(path: path, text: try RegularFile.read(path, limit: 32 << 20))
      if path == "settings.toml" || path.hasSuffix("/settings.toml") {
        found.settings = file
      } else {
        found.plan.append(file)
      }
    }
    return found
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    let plurals = ["entry": "entries", "person": "people"]
    return "\(count) \(count == 1 ? noun : plurals[noun] ?? noun + "s")"
  }
}
