import Care
import Channels
import Host
import Household

/// What is pressed at a popup is recorded by the rules of the commands, in the name of whoever sits at this desk.
extension Daemon: Desk {
  func wording(of channel: Channel) -> Wording {
    var wording = office.wording
    wording.privacy = office.privacy(of: Route(channel.name), through: channel)
    return wording
  }

  func press(_ press: PressedAnswer, of occurrences: [OccurrenceID]) -> [PressRefusal] {
    let now = household.clock.now()
    var refused: [PressRefusal] = []
    for id in occurrences {
      do {
        try register.record(press, of: id, by: office.settings.me, office)
      } catch let refusal as Refusal {
        guard let occurrence = register.memory.state.occurrence(id) else { continue }
        let zone = office.planner.zones[occurrence.facts.zone] ?? office.planner.zones.machine
        let plan = office.planner.plan
        // A second press of the same button is not worth a word.
        if case .alreadyAnswered(let first, _) = refusal, first.by == office.settings.me,
          occurrence.state.answer == nil
        {
          continue
        }
        let words = RefusalWords(
          refusal, occurrence, name: { plan.contact($0)?.name ?? $0 }, zone: zone, now: now)
        refused.append(
          PressRefusal(
            occurrence: id, words: [Phrase.capitalised(words.message), words.hint].compactMap(\.self)))
      } catch {
        refused.append(
          PressRefusal(
            occurrence: id, words: ["NOT RECORDED: write down what is given and when", "\(error)"]))
      }
    }
    look()
    return refused
  }
}
