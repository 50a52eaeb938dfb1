import ArgumentParser
import Care
import Host
import Household
import Ledger
import PlanFile

/// `tend check`: what is wrong with the plan, in the manner of `nginx -t`, and what its own rules find in it.
struct Check: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether the plan and the settings read well, and what rules find in it.",
    discussion: """
      Every mistake is listed with its file, line and column. A plan that reads well is then held against its own words;
      what a rule finds never keeps a plan from being taken up. Nothing is changed.
      To let a finding be, write why: tend set ID silence="two-entries: agreed with Dr Okafor".
      Exits with 78 on mistakes, with 4 where a rule finds an error that is not silenced, otherwise with 0.
      """
  )

  @Argument(help: "Files of one plan to check instead of your own; settings.toml is read as settings.")
  var files: [String] = []

  @Option(name: .long, help: "Only what rules find for this person: an id of the plan, or a name.")
  var person: String?

  @Flag(name: .long, help: "List the rules instead, with what each of them finds.")
  var rules = false

  @Flag(name: .long, help: "Show findings that the plan silences too.")
  var all = false

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}, with the silenced ones.")
  var json = false

  func validate() throws {
    if rules, !files.isEmpty || all { throw ValidationError("--rules lists the rules and checks nothing") }
  }

  func run(_ context: CommandContext) throws {
    if rules { return list(context) }
    let read = files.isEmpty ? try context.household.readPlanFiles() : try named()
    let loaded = context.household.load(read)
    let diagnostics = loaded.diagnostics
    let mistakes = diagnostics.count { $0.severity == .error }
    guard let plan = loaded.plan.plan, mistakes == 0 else {
      if json {
        JSONListing.print(diagnostics, to: context.printer) { CheckReport.object($0) }
      } else {
        for diagnostic in diagnostics { context.printer.problem(diagnostic.description) }
      }
      throw CommandFailure(
        counted(mistakes, "mistake") + (files.isEmpty ? "; tendd goes by the last good plan" : ""),
        code: .badPlan,
        hint: files.isEmpty ? "tend edit" : nil)
    }
    let planner = try context.planner(plan, loaded.settings.settings ?? Settings())
    // What is in the cupboard belongs to the plan that is in force, not to files to be looked at.
    let ledger = files.isEmpty ? try? context.household.openLedger(.readOnly) : nil
    defer { try? ledger?.close() }
    let stock = try? ledger?.read { try $0.stocks(in: planner, now: context.now) }
    let whose = try person.map { try Outlook.person($0, in: plan) }
    let report = CheckReport(
      planner, loaded.plan.sources, stock: stock ?? [], person: whose, now: context.now)
    if json {
      let objects = diagnostics.map(CheckReport.object) + report.findings.map(report.object)
      JSONListing.print(objects, to: context.printer) { $0 }
    } else {
      for diagnostic in diagnostics { context.printer.problem(diagnostic.description) }
      for finding in all ? report.findings : report.counting { context.printer.line(report.line(finding)) }
      let names = (read.plan + [read.settings].compactMap { $0 }).map(\.path)
      let contents = [counted(plan.entries.count, "entry"), counted(plan.people.count, "person")]
      context.printer.line(
        "\(names.isEmpty ? "no plan yet" : names.joined(separator: ", ")): "
          + "\(contents.joined(separator: ", ")): \(report.verdict)")
    }
    if report.hasErrors { throw ExitCode(ExitStatus.refused.rawValue) }
  }

  private func list(_ context: CommandContext) {
    let rules = Rule.allCases
    guard !json else {
      return JSONListing.print(rules, to: context.printer) { rule in
        [
          "rule": .text(rule.rawValue), "severity": .text(rule.severity.rawValue),
          "summary": .text(rule.summary),
        ]
      }
    }
    var table = Table([
      .init(title: "RULE"), .init(title: "IS"), .init(title: "FINDS", least: 20, wraps: true),
    ])
    for rule in rules {
      table.add([.init(rule.rawValue, .bold), .init(rule.severity.rawValue), .init(rule.summary)])
    }
    table.print(context.printer, context.terminal)
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
