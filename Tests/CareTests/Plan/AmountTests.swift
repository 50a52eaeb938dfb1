import Care
import Testing

struct AmountTests {
  @Test(arguments: [
    ("100 mg", "100 mg"), ("100mg", "100 mg"), ("2.5 ml", "2.5 ml"), ("2.50 ml", "2.50 ml"),
    ("0.05 mg", "0.05 mg"),
    ("4 capsules", "4 capsules"), ("5 mg/m2", "5 mg/m2"), ("50 µg", "50 µg"), ("1 %", "1 %"), (" 1 g", "1 g"),
  ])
  func anAmountIsWhatWasWritten(_ text: String, _ written: String) {
    #expect(Amount(text)?.description == written)
  }

  @Test(arguments: [
    "", "mg", "100", "1,5 mg", "-1 mg", "+1 mg", ".5 mg", "5. mg", "1.2.3 mg", "1234567890123 mg",
    "0.1234567 mg",
    "1e3 mg", "4 x 25 mg", "1 mg ", "1 .5 mg",
  ])
  func whatIsNotExactlyANumberAndAUnitIsNone(_ text: String) {
    #expect(Amount(text) == nil)
  }

  @Test func noDigitIsLostOnTheWay() {
    #expect(Amount("0.100001 mg") == Amount(digits: 100_001, decimals: 6, unit: "mg"))
    #expect(Amount(digits: 5, decimals: 3, unit: "g").description == "0.005 g")
    #expect(Amount("999999999999 IU")?.description == "999999999999 IU")
  }
}
