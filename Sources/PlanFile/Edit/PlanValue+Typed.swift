import Almanac

extension PlanValue {
  /// What somebody means who types `key=text` at a shell.
  ///
  /// Keys that hold several values are split at commas (`at=breakfast,dinner`), counts are numbers, what is a table is
  /// typed as its pairs (`cycle=day1=2026-12-07,days=5,of=28`), doses as they are said (`at=2 mg at breakfast,4 mg at
  /// dinner`, `taper=40 mg (2 tablets) for 7 days,20 mg for 1 week`), what is
  /// kept apart as `apart-from=iron by 2h`, a silence as `silence=two-entries: agreed with Dr Okafor`, links as
  /// `links=Join: https://…, https://…`. A list or a table may also be typed as the plan spells it
  /// (`prepare=["Bring the report", { step = "Blood draw", before = "1d" }]`). Everything else is text as it stands.
  /// Whether the plan accepts it is for `PlanLoader` to say.
  public init(typed text: String, for key: String) {
    if let spelled = PlanValue(spelled: text) {
      self = spelled
      return
    }
    switch key {
    case "at":
      let parts = PlanValue.parts(text).map { PlanValue(dosedTime: $0) ?? .text($0) }
      self = parts.count == 1 ? parts[0] : parts.isEmpty ? .text(text) : .list(parts)
    case "taper":
      let steps = PlanValue.parts(text).map { PlanValue(taperStep: $0) }
      self = steps.isEmpty ? .text(text) : .list(steps)
    case "on", "except", "when", "arranged", "remind", "ask", "countdown.days", "days", "stock.closed",
      "as-needed.together-with", "channels":
      let parts = PlanValue.parts(text)
      self = parts.count > 1 ? .list(parts.map(PlanValue.text)) : .text(parts.first ?? text)
    case "count", "cycle.days", "cycle.of", "cycle.cycles", "max-per-24h", "as-needed.max-per-24h",
      "flag.days":
      self = Int64(text).map(PlanValue.number) ?? .text(text)
    case "food" where text.contains("="):
      self = PlanValue.table(typed: text, for: key) ?? .text(text)
    case "food.notices":
      self = Bool(text).map(PlanValue.truth) ?? .text(text)
    case "stock.on-hand", "stock.per-dose":
      // A fraction is written as text.
      self = Int64(text).map(PlanValue.number) ?? .text(text)
    case "cycle", "countdown", "as-needed", "stock":
      self = PlanValue.table(typed: text, for: key) ?? .text(text)
    case "apart-from":
      self = .list(PlanValue.parts(text).map(PlanValue.apart))
    case "links":
      // An address may have a comma in it, but none with a blank behind.
      let links = text.split(separator: ", ").map { PlanValue.link(String($0).trimmingBlanks) }
      self = links.count == 1 ? links[0] : links.isEmpty ? .text(text) : .list(links)
    case "silence":
      self = PlanValue.silence(text)
    default:
      self = .text(text)
    }
  }

  /// `a=1,b=2`, also in the plan's own spelling `{ a = 1, b = "2" }`; nil for anything else.
  ///
  /// A part without a key goes on with the list of the key before it: `days=-7..-1,28`.
  private static func table(typed text: String, for key: String) -> PlanValue? {
    var text = text.trimmingBlanks
    if text.hasPrefix("{"), text.hasSuffix("}") { text = String(text.dropFirst().dropLast()) }
    var pairs: [(key: String, text: String)] = []
    for part in parts(text) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0).trimmingBlanks }
      if halves.count == 2 {
        pairs.append((halves[0], unquoted(halves[1])))
      } else if pairs.isEmpty {
        return nil
      } else {
        pairs[pairs.count - 1].text += ",\(unquoted(part))"
      }
    }
    return pairs.isEmpty
      ? nil : .table(pairs.map { PlanField($0.key, PlanValue(typed: $0.text, for: "\(key).\($0.key)")) })
  }

  /// `cholestyramine by 4h`.
  private static func apart(_ text: String) -> PlanValue {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3, words[1] == "by" else { return .text(text) }
    return .table([PlanField("entry", .text(words[0])), PlanField("by", .text(words[2]))])
  }

  /// `Join the meeting: https://…`, or an address alone.
  private static func link(_ text: String) -> PlanValue {
    guard let colon = text.ranges(of: ": ").last else { return .text(text) }
    return .table([
      PlanField("name", .text(String(text[..<colon.lowerBound]).trimmingBlanks)),
      PlanField("url", .text(String(text[colon.upperBound...]).trimmingBlanks)),
    ])
  }

  /// `two-entries: agreed with Dr Okafor`.
  private static func silence(_ text: String) -> PlanValue {
    guard let colon = text.firstIndex(of: ":") else { return .text(text) }
    let because = String(text[text.index(after: colon)...]).trimmingBlanks
    return .table([
      PlanField("rule", .text(String(text[..<colon]).trimmingBlanks)), PlanField("because", .text(because)),
    ])
  }

  private static func parts(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: String) -> String {
    text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }

  /// `2 mg at breakfast`, `half a tablet (cut) at 08:00`; nil for a time alone.
  private init?(dosedTime text: String) {
    guard let gap = text.ranges(of: " at ").last else { return nil }
    let time = PlanField("time", .text(String(text[gap.upperBound...]).trimmingBlanks))
    self = .table([time] + PlanValue.dose(String(text[..<gap.lowerBound])))
  }

  /// `40 mg for 7 days`, `20 mg (1 tablet) for 2 weeks`, and a last `10 mg`.
  private init(taperStep text: String) {
    guard let gap = text.ranges(of: " for ").last, let days = PlanValue.days(String(text[gap.upperBound...]))
    else {
      self = .table(PlanValue.dose(text))
      return
    }
    self = .table(PlanValue.dose(String(text[..<gap.lowerBound])) + [PlanField("days", .number(days))])
  }

  /// `7 days`, `2 weeks`.
  private static func days(_ text: String) -> Int64? {
    switch Timing.Step(text.trimmingBlanks) {
    case .days(let days)?: Int64(days)
    case .weeks(let weeks)?: Int64(weeks * 7)
    default: nil
    }
  }

  /// An amount, or words where it is none, with what the hand does in brackets.
  private static func dose(_ text: String) -> [PlanField] {
    var text = text.trimmingBlanks
    var take: [PlanField] = []
    if text.hasSuffix(")"), let open = text.firstIndex(of: "(") {
      take = [PlanField("take", .text(String(text[text.index(after: open)...].dropLast()).trimmingBlanks))]
      text = String(text[..<open]).trimmingBlanks
    }
    // What begins as a number is to be one: a slip in it is found when the plan is read.
    let isNumber = text.first.map { ("0"..."9").contains($0) || $0 == "." } ?? false
    return [PlanField(isNumber ? "dose" : "dose-text", .text(text))] + take
  }
}
