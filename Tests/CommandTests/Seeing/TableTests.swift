import Testing

@testable import TendCommands

/// Tables as people see them, letter by letter.
struct TableTests {
  private func world() throws -> CommandWorld {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + """

        [medication.cromolyn]
        person = "maria"
        name = "Cromolyn, oral solution"
        dose = "200 mg"
        at = ["07:00", "breakfast", "dinner-30m"]

        [appointment.call]
        person = "maria"
        title = "Call with the center in Boston"
        when = "2026-12-03 09:00"
        zone = "America/New_York"

        """)
    try world.tendd(until: "07:10")
    try world.tend("take", "cromolyn", "--by", "Ana")
    try world.tendd(until: "08:35")
    try world.tend("snooze", "midostaurin", "10m")
    return world
  }

  @Test func theDayAtEightyColumns() throws {
    let world = try world()
    let output = try world.tend("today", terminal: .showing(80)).output
    #expect(
      output == """
        Thu 3 Dec
        ID     DUE                  WHAT                   DOSE    STATE
        m85  07:00  1 h 35 min ago  Cromolyn, oral         200 mg  taken 07:10 by Ana
                                    solution
        c2u  07:30  1 h 5 min ago   Cromolyn, oral         200 mg  late
                                    solution
        a2a  08:00  35 min ago      Midostaurin            100 mg  late, snoozed until
                                                                   08:45
        e3d  15:00  in 6 h 25 min   Call with the center           upcoming
                                    in Boston (09:00 New
                                    York)
        t4j  18:00  in 9 h 25 min   Cromolyn, oral         200 mg  upcoming
                                    solution
        r3z  20:00  in 11 h 25 min  Midostaurin            100 mg  upcoming

        """)
  }

  @Test func theDayAtSixtyColumns() throws {
    let world = try world()
    let output = try world.tend("today", terminal: .showing(60)).output
    #expect(
      output == """
        Thu 3 Dec
        ID     DUE                  WHAT         DOSE    STATE
        m85  07:00  1 h 35 min ago  Cromolyn,    200 mg  taken 07:10
                                    oral                 by Ana
                                    solution
        c2u  07:30  1 h 5 min ago   Cromolyn,    200 mg  late
                                    oral
                                    solution
        a2a  08:00  35 min ago      Midostaurin  100 mg  late,
                                                         snoozed
                                                         until 08:45
        e3d  15:00  in 6 h 25 min   Call with            upcoming
                                    the center
                                    in Boston
                                    (09:00 New
                                    York)
        t4j  18:00  in 9 h 25 min   Cromolyn,    200 mg  upcoming
                                    oral
                                    solution
        r3z  20:00  in 11 h 25 min  Midostaurin  100 mg  upcoming

        """)
  }

  @Test func theAgendaHasAHeadingForEachDay() throws {
    let world = try world()
    let output = try world.tend("agenda", "2d", terminal: .showing(80)).output
    #expect(
      output == """
        ID     DUE                  WHAT                   DOSE    STATE
        Thu 3 Dec, today
        m85  07:00  1 h 35 min ago  Cromolyn, oral         200 mg  taken 07:10 by Ana
                                    solution
        c2u  07:30  1 h 5 min ago   Cromolyn, oral         200 mg  late
                                    solution
        a2a  08:00  35 min ago      Midostaurin            100 mg  late, snoozed until
                                                                   08:45
        e3d  15:00  in 6 h 25 min   Call with the center           upcoming
                                    in Boston (09:00 New
                                    York)
        t4j  18:00  in 9 h 25 min   Cromolyn, oral         200 mg  upcoming
                                    solution
        r3z  20:00  in 11 h 25 min  Midostaurin            100 mg  upcoming
        Fri 4 Dec, tomorrow
        h59  07:00  in 22 h 25 min  Cromolyn, oral         200 mg  upcoming
                                    solution
        y7y  07:30  in 22 h 55 min  Cromolyn, oral         200 mg  upcoming
                                    solution
        f5q  08:00  in 23 h 25 min  Midostaurin            100 mg  upcoming
        p9p  18:00  in 1 day 9 h    Cromolyn, oral         200 mg  upcoming
                                    solution
        w7e  20:00  in 1 day 11 h   Midostaurin            100 mg  upcoming

        """)
  }

  @Test func theHistoryAtSixtyColumns() throws {
    let world = try world()
    let output = try world.tend("history", terminal: .showing(60)).output
    #expect(
      output == """
        Thu 3 Dec
        07:10  m85  Taken: Cromolyn, oral solution 200 mg for Maria,
                    due 07:00, at 07:10, recorded by Ana
        08:35  a2a  Snoozed until 08:45 by me: Midostaurin 100 mg
                    for Maria, due 08:00

        """)
  }

  @Test(arguments: [60, 80])
  func theListLosesNothingInANarrowTerminal(width: Int) throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + """

        [medication.cromolyn]
        person = "maria"
        name = "Cromolyn, oral solution"
        dose = "200 mg"
        at = ["07:00", "breakfast", "dinner-30m"]

        [person.jonas]
        name = "Jonas"

        [activity.yoga]
        person = "jonas"
        name = "Yoga"
        at = "17:30"

        """)
    let lines = try world.tend("list", terminal: .showing(width)).lines
    let words = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines.joined(separator: "\n"))")
    #expect(!lines[0].contains("KIND"))
    for word in [
      "midostaurin", "Midostaurin", "cromolyn", "solution", "200", "approved", "team", "Jonas",
      "breakfast",
    ] {
      #expect(words.contains(word), "\(word):\n\(lines.joined(separator: "\n"))")
    }
    #expect(!lines.contains { $0.contains("…") })
  }

  /// The first rows are kept between measuring and printing, and the others written twice.
  @Test func rowsAreTheSameWhereverTheyAreInATable() throws {
    var lines: [String] = []
    let printer = Printer(output: { lines += $0.split(separator: "\n").map(String.init) }, problems: { _ in })
    let columns = [Table.Column(title: "N"), Table.Column(title: ""), Table.Column(title: "NAME")]
    Table.print(0..<5000, columns, printer, .showing(80)) {
      $0 == 4000 ? "heading" : nil
    } write: { number, row in
      row.add("\(number)")
      row.add("")
      if number != 7 { row.add(number == 4999 ? "Größe 薬" : "name \(number)") }
    }
    printer.flush()
    let names = (0..<5000).map { $0 == 7 ? "" : $0 == 4999 ? "Größe 薬" : "name \($0)" }
    let rows = zip(0..<5000, names).map { number, name in
      let digits = "\(number)"
      return name.isEmpty ? digits : digits + String(repeating: " ", count: 6 - digits.count) + name
    }
    #expect(lines == ["N     NAME"] + rows[..<4000] + ["heading"] + rows[4000...])
  }
}
