import Care
import Foundation
import PlanFile
import Testing

/// Zones that exist in these tests.
let zones: Set = ["Europe/Berlin", "America/New_York", "UTC"]

func load(_ texts: String...) -> LoadedPlan {
  let names = ["plan.toml", "plan.d/b.toml", "plan.d/c.toml"]
  let files = zip(names, texts).map { SourceFile(path: $0, text: Array($1.utf8)) }
  return PlanLoader.load(files) { zones.contains($0) }
}

/// The diagnostics of one plan as they are shown.
func messages(_ texts: String...) -> [String] {
  let names = ["plan.toml", "plan.d/b.toml", "plan.d/c.toml"]
  let files = zip(names, texts).map { SourceFile(path: $0, text: Array($1.utf8)) }
  return PlanLoader.load(files) { zones.contains($0) }.diagnostics.map(\.description)
}

func id(_ text: String) throws -> EntryID { try #require(EntryID(text)) }

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A file of the sample configuration.
func sample(_ name: String) throws -> [UInt8] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config")
  return [UInt8](try Data(contentsOf: root.appending(path: name)))
}

/// A person with a day, and a contact; 11 lines, so that an entry after it begins on line 12.
let household = """
  [person.maria]
  name = "Maria"
  zone = "Europe/Berlin"
  day = { wake = "07:00", breakfast = "07:30", dinner = "18:30" }

  [contact.dr-okafor]
  name = "Dr Okafor"

  [contact.nurse]
  name = "Nurse"


  """

/// SplitMix64: the same numbers on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
