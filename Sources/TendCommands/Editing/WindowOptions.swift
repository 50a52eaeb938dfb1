import ArgumentParser
import PlanFile

/// How insistently an entry reminds, and when it counts as late or missed.
struct WindowOptions: ParsableArguments {
  @Option(name: .long, help: "low, normal, high or critical.")
  var importance: String?

  @Option(name: .long, help: "How long before its time it may be answered by its id: 2h.")
  var early: String?

  @Option(name: .long, help: "Late this long after its time: 30m.")
  var lateAfter: String?

  @Option(name: .long, help: "Missed this long after its time: 4h.")
  var missedAfter: String?

  var fields: [PlanField] {
    var list = FieldList()
    list.add("early", early)
    list.add("late-after", lateAfter)
    list.add("missed-after", missedAfter)
    list.add("importance", importance)
    return list.fields
  }
}
