import Almanac
import Care
import PlanFile

/// What `tend check` has to say of a plan that reads well, to people and to programs.
struct CheckReport {
  let findings: [RuleFinding]
  private let sources: SourceMap

  init(
    _ planner: Planner, _ sources: SourceMap, stock: [StockStanding], person: String? = nil, now: Instant
  ) {
    findings = PlanRules(planner, stock: stock, now: now).findings().filter { finding in
      person == nil || planner.plan.entry(finding.entry.written)?.person == person
    }
    self.sources = sources
  }

  /// Those that nobody said to let be.
  var counting: [RuleFinding] { findings.filter { $0.silenced == nil } }

  var hasErrors: Bool { counting.contains { $0.rule.severity == .error } }

  /// `plan.toml:14:1: warning: midostaurin ends on … [end-near]`, and of a silenced one why.
  func line(_ finding: RuleFinding) -> String {
    let place = sources[finding.entry].map { "\($0.place): " } ?? ""
    let word = finding.silenced == nil ? finding.rule.severity.rawValue : "silenced"
    let reason = finding.silenced.map { " — let be: \($0)" } ?? ""
    return "\(place)\(word): \(finding.entry) \(finding.message) [\(finding.rule.rawValue)]\(reason)"
  }

  /// `ok`, or `1 error, 2 notes`; and how many are silenced.
  var verdict: String {
    let counts = Rule.Severity.allCases.reversed().compactMap { severity -> String? in
      let count = counting.count { $0.rule.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let silenced = findings.count - counting.count
    let rest = silenced == 0 ? "" : ", \(silenced) silenced (tend check --all)"
    return (counts.isEmpty ? "ok" : counts.joined(separator: ", ")) + rest
  }

  func object(_ finding: RuleFinding) -> JSONObject {
    let place = sources[finding.entry]
    return [
      "rule": .text(finding.rule.rawValue), "severity": .text(finding.rule.severity.rawValue),
      "entry": .text(finding.entry.text), "message": .text(finding.message), "suggestion": .null,
      "silenced": .text(finding.silenced), "file": .text(place?.file),
      "line": place.map { .number($0.line) } ?? .null, "column": place.map { .number($0.column) } ?? .null,
    ]
  }

  /// A mistake, with the same keys.
  static func object(_ diagnostic: Diagnostic) -> JSONObject {
    [
      "rule": .null, "severity": .text(diagnostic.severity == .error ? "mistake" : "warning"), "entry": .null,
      "message": .text(diagnostic.message), "suggestion": .text(diagnostic.suggestion), "silenced": .null,
      "file": .text(diagnostic.file), "line": .number(diagnostic.line), "column": .number(diagnostic.column),
    ]
  }
}
