import Almanac
import Care

/// Shows lines of history to people.
struct HistoryPrintout {
  let words: HistoryWords

  /// The time of the record, the id and the sentence, which goes on under itself where it is long.
  func print(_ lines: [HistoryLine]) {
    let outlook = words.outlook
    let (printer, terminal) = (outlook.context.printer, outlook.context.terminal)
    let ids = lines.map { $0.event.occurrence?.text ?? "" }
    let times = lines.map { "\(outlook.zone.local(at: $0.event.stamp.at).time)" }
    let idWidth = ids.reduce(0) { max($0, DisplayWidth.of($1)) }
    let timeWidth = times.reduce(0) { max($0, DisplayWidth.of($1)) }
    let indent = timeWidth + 2 + (idWidth > 0 ? idWidth + 2 : 0)
    var day: CivilDate?
    for (position, line) in lines.enumerated() {
      let date = outlook.zone.local(at: line.event.stamp.at).date
      if date != day {
        let today = outlook.zone.local(at: outlook.now).date
        printer.styled(Style.bold.apply(Phrase.date(date, near: today), terminal))
      }
      day = date
      var start = times[position].padded(to: timeWidth) + "  "
      if idWidth > 0 { start += Style.bold.apply(ids[position].padded(to: idWidth), terminal) + "  " }
      let sentence = words.sentence(line) + (line.isTakenBack ? " — taken back" : "")
      let text = Phrase.harmlessLine(sentence)
      for (row, part) in TextWrap.lines(text, width: terminal.width.map { $0 - indent }).enumerated() {
        printer.styled((row == 0 ? start : String(repeating: " ", count: indent)) + part)
      }
    }
  }
}
