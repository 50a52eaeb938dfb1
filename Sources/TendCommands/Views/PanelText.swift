import Almanac
import Care

/// What a bar such as waybar shows of Tend: a few words, more in the tooltip, a class for colours.
struct PanelText {
  let state: HouseholdState
  let now: Instant

  /// What waybar reads from a custom module with `"return-type": "json"`.
  var object: JSONObject {
    [
      "text": .text(text), "alt": .text(word), "class": .text(word),
      // Bars read it as markup.
      "tooltip": .text(
        Phrase.harmless(lines.joined(separator: "\n")).replacing("&", with: "&amp;")
          .replacing("<", with: "&lt;").replacing(">", with: "&gt;")),
    ]
  }

  private var due: [Occurrence] { state.ledger.open.filter { $0.facts.instant <= now } }

  /// The worst first.
  private var word: String {
    if !state.process.isRunning { return "stopped" }
    if state.ledger.problem != nil || state.loss != nil || !state.plan.isInForce { return "trouble" }
    if due.contains(where: { $0.phase(at: now) == .late }) { return "late" }
    if !due.isEmpty { return "due" }
    if !state.flags.isEmpty { return "flagged" }
    return state.ledger.missed > 0 ? "missed" : "calm"
  }

  private var text: String {
    switch word {
    case "stopped": return "Tend is off"
    case "trouble": return "Tend: trouble"
    case "late", "due": return "\(due.count) \(word)"
    case "flagged": return "\(state.flags.count) flagged"
    case "missed": return "\(state.ledger.missed) missed"
    default:
      let next = state.ledger.open.map(\.facts.instant).filter { $0 > now }.min()
      return next.map { Phrase.time($0, in: state.zone, now: now) } ?? "–"
    }
  }

  /// Others see this screen too: where the settings say discreet, no sentence that may name somebody goes there.
  private var lines: [String] {
    var lines: [String] = []
    if state.plan.settings.privacy == .discreet {
      if !state.warnings.isEmpty { lines.append("Something needs you: tend status") }
      lines.append(due.isEmpty ? "What comes next: tend next" : "\(due.count) due: tend due")
    } else {
      lines = state.warnings + [state.next]
    }
    if !state.flags.isEmpty { lines.append("\(state.flags.count) flagged: tend flags") }
    if state.ledger.missed > 0 { lines.append("\(state.ledger.missed) missed to review: tend missed") }
    return lines
  }
}
