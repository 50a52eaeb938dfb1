import Care

/// What the care team wrote for a missed dose, to stand below a list of such: each entry once.
struct MissedRules {
  private(set) var lines: [String] = []

  init(_ items: [AgendaItem]) {
    for item in items {
      guard let rule = item.row?.facts.ifMissed, item.caution == nil else { continue }
      let line = "\(item.subject.name) (\(item.subject.entry)): \(Phrase.harmlessLine(rule))"
      if !lines.contains(line) { lines.append(line) }
    }
  }

  func print(_ printer: Printer, _ terminal: Terminal) {
    guard !lines.isEmpty else { return }
    printer.line("If missed:")
    for line in lines {
      let rows = TextWrap.lines(line, width: terminal.width.map { max(1, $0 - 4) })
      for (index, row) in rows.enumerated() { printer.line((index == 0 ? "  " : "    ") + row) }
    }
  }
}
