import Almanac
import Testing

struct TextBufferTests {
  @Test(arguments: [Int64.min, -10, -1, 0, 9, 10, 1234, .max])
  func aNumberIsWrittenAsItIsRead(_ number: Int64) {
    #expect(TextBuffer.string { $0.write(number) } == "\(number)")
  }

  @Test func datesAndTimesAreWrittenAsTheyDescribeThemselves() {
    for day in stride(from: Int32(-800_000), through: 3_000_000, by: 9973) {
      let date = CivilDate(daysSinceEpoch: day)
      #expect(TextBuffer.string { $0.write(date) } == date.description)
    }
    for second in stride(from: 0, to: 86_400, by: 37) {
      let time = ClockTime(secondOfDay: second)
      #expect(time.map { time in TextBuffer.string { $0.write(time) } } == time?.description)
    }
  }

  @Test func whatWasCutOffIsWrittenOver() {
    var text = TextBuffer(capacity: 1)
    text.write("größer")
    text.cut(to: 2)
    text.write(spaces: 3)
    text.write(-7)
    #expect(text.text(0..<text.count) == "gr   -7")
    var other = TextBuffer()
    other.write(0..<2, of: text)
    other.write("und"[...])
    #expect(other.text(0..<other.count) == "grund")
    other.removeAll()
    #expect(other.count == 0)
  }
}
