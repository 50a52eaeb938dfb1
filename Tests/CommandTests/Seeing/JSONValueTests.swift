import Foundation
import Testing

@testable import TendCommands

struct JSONValueTests {
  @Test(arguments: [
    "", "plain", "quote \" and \\ backslash", "tab\tline\nreturn\r", "null \u{0} escape \u{1B}[2J bell \u{7}",
    "delete \u{7F} and \u{9B}31m", "Łukasz, 薬, 👩🏽‍⚕️, e\u{301}", "\u{2028}\u{2029}\u{FEFF}", "µ £ © é",
  ])
  func everyTextReadsBackAsItWas(text: String) throws {
    let json = JSONValue.object(["key": .text(text)]).json
    let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String])
    #expect(read["key"]?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test func nothingInATextCanSteerTheTerminal() {
    let json = JSONValue.text("\u{1B}[2J\u{9B}2J\u{7F}").json
    #expect(json == #""\u001b[2J\u009b2J\u007f""#)
  }

  @Test func membersKeepTheirOrder() {
    let value = JSONValue.object([
      "b": .number(1), "a": .list([.null, .bool(true), .text("x")]), "c": .object([:]),
      "d": .list([String]()),
    ])
    #expect(value.json == #"{"b":1,"a":[null,true,"x"],"c":{},"d":[]}"#)
  }
}
