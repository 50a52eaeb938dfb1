import ArgumentParser
import PlanFile

/// When an entry happens; each option is the key of the plan that has its name.
struct TimingOptions: ParsableArguments {
  @Option(name: .long, help: "Times of the day: 08:00, breakfast, dinner-30m; a list, or given again.")
  var at: [String] = []

  @Option(name: .long, help: "Single dates and times instead: “2026-12-03 09:40”.")
  var when: [String] = []

  @Option(name: .long, help: "Days: mon,wed,fri, “1st fri”, 15, “last day”.")
  var on: [String] = []

  @Option(name: .long, help: "A step, counted from --from: “2 days”, “3 weeks”; by the clock: 8h, 90m.")
  var every: String?

  @Option(name: .long, help: "With --every 2h: only this part of the day, 08:00-22:00 or wake-bedtime.")
  var between: String?

  @Option(name: .long, help: "Days on and off: day1=2026-12-07,days=5,of=28,cycles=6.")
  var cycle: String?

  @Option(name: .long, help: "Days around a day 0: day0=2027-01-15,days=-7..30.")
  var countdown: String?

  @Option(name: .long, help: "Counted from the first day of this entry instead of --from; moves with it.")
  var afterStartOf: String?

  @Option(name: .customLong("for"), help: "With --after-start-of: for how long, “8 weeks” or “10 days”.")
  var span: String?

  @Option(name: .long, help: "On days of every cycle of this entry, which --days names; moves with it.")
  var withCycleOf: String?

  @Option(name: .long, help: "With --with-cycle-of: -1 is the day before day 1; “-1,1..5”.")
  var days: [String] = []

  @Option(name: .long, help: "The first day, such as 2026-12-01.")
  var from: String?

  @Option(name: .long, help: "The last day.")
  var until: String?

  @Option(name: .long, help: "How many times in all, counted from the first day.")
  var count: String?

  @Option(name: .long, help: "Days or single times to leave out.")
  var except: [String] = []

  @Option(
    name: .long, help: "A rule of RFC 5545 instead of all that: FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=8;BYMINUTE=0.")
  var rrule: String?

  @Option(name: .long, help: "A calendar event of systemd instead: “Mon..Fri 08:00”.")
  var calendar: String?

  @Option(name: .long, help: "A time zone of its own, such as Europe/Berlin.")
  var zone: String?

  /// - Parameter isAsNeeded: Whether the entry has no times, but limits.
  func check(isAsNeeded: Bool) throws {
    let ruled = [rrule, calendar].count { $0 != nil }
    guard !isAsNeeded || (at.isEmpty && when.isEmpty && ruled == 0) else {
      throw CommandFailure(
        "what is taken as needed has no times: --as-needed, --at or --when, not two of them", code: .usage)
    }
    guard ruled == 0 else {
      guard ruled == 1, at.isEmpty, when.isEmpty else {
        throw CommandFailure(
          "--rrule and --calendar say the times by themselves: one of --at, --when, --rrule and --calendar",
          code: .usage)
      }
      return
    }
    guard !isAsNeeded, at.isEmpty == when.isEmpty else { return }
    throw CommandFailure(
      at.isEmpty
        ? "Say when: --at 08:00 repeats, --when “2026-12-03 09:40” is a single date."
        : "--at repeats and --when is a single date; one of them, not both.", code: .usage)
  }

  var fields: [PlanField] {
    var list = FieldList()
    list.add("at", at)
    list.add("when", when)
    list.add("on", on)
    list.add("every", every)
    list.add("between", between)
    list.add("cycle", cycle)
    list.add("countdown", countdown)
    list.add("after-start-of", afterStartOf)
    list.add("for", span)
    list.add("with-cycle-of", withCycleOf)
    list.add("days", days)
    list.add("from", from)
    list.add("until", until)
    list.add("count", count)
    list.add("except", except)
    list.add("rrule", rrule)
    list.add("calendar", calendar)
    list.add("zone", zone)
    return list.fields
  }
}
