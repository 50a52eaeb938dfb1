import Almanac
import Foundation
import Testing

/// Python's reading of local times around the changes of 25 zones (`dst/SOURCE.md` in the corpora).
///
/// The corpora lie outside the repository; where `TEND_CORPORA` does not say where, this suite is skipped, visibly.
@Suite(.enabled(if: CorpusFiles.arePresent, "TEND_CORPORA is not set"))
struct GapAndOverlapCorpusTests {
  struct Corpus: Decodable {
    struct Row: Decodable {
      var tz: String
      var local: String
      var kind: String
      var utc: String
      var shown: String
      var offsetBefore: Int
      var offsetAfter: Int
    }

    /// Countries that have changed their law since tzdata 2025b, which the corpus was made with, and from when on.
    static let changedSince = [
      // tzdata 2026c: Morocco stays on UTC.
      "Africa/Casablanca": "2026-09-20"
    ]

    var rows: [Row]
    var count: Int
  }

  @Test func everyLocalTimeIsReadAsTheCorpusSays() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let corpus = try decoder.decode(Corpus.self, from: CorpusFiles.data("dst/dst.json"))
    #expect(corpus.rows.count == corpus.count)
    for row in corpus.rows where row.local < Corpus.changedSince[row.tz, default: "9999"] {
      let zone = try InstalledZones.rules(row.tz)
      let local = try #require(CivilDateTime(row.local))
      let instant = zone.instant(of: local)
      #expect(instant.rfc3339 == row.utc, "\(row.tz) \(row.local)")
      #expect(zone.local(at: instant) == CivilDateTime(row.shown), "\(row.tz) \(row.local)")
      let kind =
        switch zone.resolve(local) {
        case .unique: "plain"
        case .gap: "gap"
        case .overlap: "overlap"
        }
      #expect(kind == row.kind, "\(row.tz) \(row.local)")
    }
  }
}
