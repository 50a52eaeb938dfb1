import Almanac
import Testing

struct TimingDescriptionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var timing: Timing
    var text: String

    init(
      _ text: String, at: [String] = [], on: [String] = [], every: String? = nil, from: String? = nil,
      until: String? = nil, count: Int? = nil, except: [String] = [], when: [String] = [],
      elapsed: String? = nil, between: String? = nil, cycle: Timing.Cycle? = nil,
      countdown: Timing.Countdown? = nil
    ) {
      self.text = text
      timing = Timing(
        at: at.compactMap { TimeOfDay($0) }, on: on.compactMap { DayPattern($0) },
        every: every.flatMap { Timing.Step($0) }, from: from.flatMap { CivilDate($0) },
        until: until.flatMap { CivilDate($0) }, count: count,
        except: except.compactMap { Timing.Exception($0) },
        when: when.compactMap { CivilDateTime($0) },
        elapsed: elapsed.flatMap { TimeSpan(hoursAndMinutes: $0) }.map {
          Timing.Elapsed(step: $0, between: between.flatMap { Timing.DayWindow($0) })
        },
        cycle: cycle, countdown: countdown)
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Row(
      "every day at breakfast (07:30) and dinner (18:30), from 2 Nov 2026, until further notice",
      at: ["breakfast", "dinner"], from: "2026-11-02"),
    Row("every Monday, Wednesday and Friday at 17:30", at: ["17:30"], on: ["wed", "mon", "fri"]),
    Row("every Monday to Friday at 08:00", at: ["08:00"], on: ["mon", "tue", "wed", "thu", "fri"]),
    Row("every Saturday and Sunday at 08:00", at: ["08:00"], on: ["sun", "sat"]),
    Row(
      "every 3 days at 08:00, from 2 Nov 2026, 10 times", at: ["08:00"], every: "3 days", from: "2026-11-02",
      count: 10),
    Row(
      "every 3 days, only on Monday, at 08:00, from 2 Nov 2026, once", at: ["08:00"], on: ["mon"],
      every: "3 days", from: "2026-11-02", count: 1),
    Row(
      "every week on Monday at 08:00, from 2 Nov 2026, until 14 Dec 2026", at: ["08:00"], every: "week",
      from: "2026-11-02", until: "2026-12-14"),
    Row(
      "every 2 weeks on Tuesday and Thursday at 08:00, from 2 Nov 2026, until further notice", at: ["08:00"],
      on: ["tue", "thu"], every: "2 weeks", from: "2026-11-02"),
    Row(
      "every 2 weeks, only on the 1st Friday of the month, at 08:00, from 2 Nov 2026, until further notice",
      at: ["08:00"], on: ["1st fri"], every: "2 weeks", from: "2026-11-02"),
    Row(
      "every month on the 2nd at 08:00, from 2 Nov 2026, until further notice", at: ["08:00"],
      every: "1 month",
      from: "2026-11-02"),
    Row(
      "every 6 months on the 1st Monday and last day at 08:00, from 2 Nov 2026, until further notice",
      at: ["08:00"],
      on: ["1st mon", "last day"], every: "6 months", from: "2026-11-02"),
    Row(
      "every year on 2 November at 08:00, from 2 Nov 2026, until further notice", at: ["08:00"],
      every: "1 year",
      from: "2026-11-02"),
    Row(
      "every 2 years in November on the 2nd last Sunday at 08:00, from 2 Nov 2026, until further notice",
      at: ["08:00"], on: ["2nd last sun"], every: "2 years", from: "2026-11-02"),
    Row(
      "on the 1st Friday, last Sunday, 15th and last day of every month at 08:00", at: ["08:00"],
      on: ["1st fri", "last sun", "15", "last day"]),
    Row("every Monday, and on the 15th of every month, at 08:00", at: ["08:00"], on: ["15", "mon"]),
    Row("on the 31st of every month, where there is one, at 08:00", at: ["08:00"], on: ["31"]),
    Row(
      "every Monday, and on the 5th Friday and 2nd of every month, where there is one, at 08:00",
      at: ["08:00"],
      on: ["mon", "5th fri", "2"]),
    Row("on the 28th and last Friday of every month at 08:00", at: ["08:00"], on: ["28", "last fri"]),
    Row(
      "every 3 months on the 31st, where there is one, at 08:00, from 31 Oct 2026, until further notice",
      at: ["08:00"], every: "3 months", from: "2026-10-31"),
    Row(
      "every year on 29 February, where there is one, at 08:00, from 29 Feb 2024, until further notice",
      at: ["08:00"], every: "1 year", from: "2024-02-29"),
    Row(
      "every year on 31 October at 08:00, from 31 Oct 2026, until further notice", at: ["08:00"],
      every: "1 year", from: "2026-10-31"),
    Row(
      "every year in February on the 29th, where there is one, from 1 Feb 2026, until further notice",
      on: ["29"], every: "1 year", from: "2026-02-01"),
    Row(
      "every day 30 minutes before dinner (18:00), at 12:30 and 1 hour 30 minutes after wake (08:30)",
      at: ["dinner-30m", "12:30", "wake+90m"]),
    Row("every day at bedtime (00:30, after midnight) and tea", at: ["bedtime", "tea"]),
    Row("every day 8 hours before wake (23:00, the day before)", at: ["wake-8h"]),
    Row(
      "every day at 08:00, except 24 Dec 2026 and 25 Dec 2026 at 08:00", at: ["08:00"],
      except: ["2026-12-24", "2026-12-25 08:00"]),
    Row(
      "every 8 hours, counted from 2 Nov 2026 at 06:00, until further notice", at: ["06:00"],
      from: "2026-11-02",
      elapsed: "8h"),
    Row(
      "every hour, counted from 2 Nov 2026 at wake (07:00), between 08:00 and bedtime (00:30, after midnight), 10 times",
      at: ["wake"], from: "2026-11-02", count: 10, elapsed: "60m", between: "08:00-bedtime"),
    Row(
      "every 48 hours, counted from 2 Nov 2026 at 06:00, until 5 Nov 2026", at: ["06:00"], from: "2026-11-02",
      until: "2026-11-05", elapsed: "48h"),
    Row(
      "on the first 5 days of 6 cycles of 28 days from 7 Dec 2026 at 10:00", at: ["10:00"],
      cycle: .init(day1: CivilDate(uncheckedYear: 2026, month: 12, day: 7), days: 5, of: 28, cycles: 6)),
    Row(
      "on the first day of every cycle of 21 days from 7 Dec 2026, only on Monday, at 10:00, until further notice",
      at: ["10:00"], on: ["mon"],
      cycle: .init(day1: CivilDate(uncheckedYear: 2026, month: 12, day: 7), days: 1, of: 21)),
    Row(
      "on days -6 to -1, 0 and +1 to +28 (day 0 is 15 Jan 2027) at 08:00", at: ["08:00"],
      countdown: .init(
        day0: CivilDate(uncheckedYear: 2027, month: 1, day: 15),
        days: [.init(0, 0), .init(1, 28), .init(-6, -1)])),
    Row(
      "on day -1 (day 0 is 15 Jan 2027) at 08:00", at: ["08:00"],
      countdown: .init(day0: CivilDate(uncheckedYear: 2027, month: 1, day: 15), days: [.init(-1, -1)])),
    Row("once, Thursday 3 December 2026 at 09:40", when: ["2026-12-03 09:40"]),
    Row(
      "2 times: Thursday 3 December 2026 at 09:40 and Friday 4 December 2026 at 09:40",
      when: ["2026-12-04 09:40", "2026-12-03 09:40"]),
  ])
  func aTimingReadsAsEnglish(_ row: Row) {
    #expect(row.timing.describe(moments: ScheduleTests.moments) == row.text)
  }

  /// A description loses nothing: the timing can be read back from it.
  @Test func aDescriptionReadsBackAsTheTiming() throws {
    var random = RandomTimings(seed: 21)
    let day = try #require(CivilDate("2026-06-15"))
    for _ in 0..<3000 {
      let timing = random.timing(near: day)
      let text = timing.describe(moments: RandomTimings.moments)
      let read = DescriptionReader.timing(text).map { Meaning($0) }
      #expect(read == Meaning(timing), "\(text)")
    }
  }

  @Test func aOneOffReadsBackToo() {
    let timing = Timing(when: ["2026-12-03 09:40", "2027-01-05 08:00:30"].compactMap { CivilDateTime($0) })
    #expect(DescriptionReader.timing(timing.describe()) == timing)
  }

  /// A timing without what makes no difference: the order of days, every 1 day, days that `from` implies.
  private struct Meaning: Hashable {
    var timing: Timing

    init(_ timing: Timing) {
      self.timing = timing
      if let from = timing.from, timing.on.isEmpty {
        switch timing.every {
        case .weeks: self.timing.on = [.weekday(from.weekday)]
        case .months: self.timing.on = [.dayOfMonth(from.day)]
        default: break
        }
      }
      self.timing.on = Set(self.timing.on).sorted { $0.description < $1.description }
      if timing.every == .days(1) { self.timing.every = nil }
      self.timing.countdown?.days.sort { ($0.first, $0.last) < ($1.first, $1.last) }
    }
  }
}
