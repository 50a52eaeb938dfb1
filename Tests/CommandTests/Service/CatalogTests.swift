import Care
import Testing

@testable import TendCommands

/// `tend explain`.
struct CatalogTests {
  @Test func everyKindOfLineIsExplained() {
    let catalog = Catalog()
    for event in JournalEvent.allCases {
      let entry = catalog[event.rawValue]
      #expect(entry?.messageID == event.messageID, "\(event)")
      #expect(entry?.subject.isEmpty == false && entry?.body.isEmpty == false)
    }
  }

  @Test(arguments: ["late", "0d0fd45b68934dcc8cca824937e00baf", "0D0FD45B-6893-4DCC-8CCA-824937E00BAF"])
  func aKindOrAMessageIDFindsItsText(name: String) throws {
    let ran = try CommandWorld().tend("explain", name)
    #expect(ran.lines.first == "@TEND_ENTRY@ is late")
    #expect(ran.output.contains("tend take @TEND_OCCURRENCE@ --at HH:MM"))
    #expect(!ran.output.contains("Defined-By"))
  }

  @Test func whatIsNotThereIsSaid() throws {
    let world = try CommandWorld()
    #expect(try world.tend("explain", "nonsense").code == 1)
    #expect(try world.tend("explain").output.contains("plan-rejected"))
  }
}
