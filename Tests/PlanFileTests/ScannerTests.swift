import Testing

@testable import PlanFile

struct ScannerTests {
  private func scan(_ text: String) throws -> TOMLDocument { try TOMLScanner.scan(bytes(text)) }

  private func tree(_ text: String) throws -> TOMLTree { TOMLTree(try scan(text)) }

  /// `line:column: message` of the first fault; nil when there is none.
  private func fault(_ text: [UInt8]) -> String? {
    do throws(TOMLSyntaxError) {
      _ = try TOMLScanner.scan(text)
      return nil
    } catch {
      let (line, column) = TOMLText.position(of: error.offset, in: text)
      return "\(line):\(column): \(error.message)"
    }
  }

  @Test func everyKindOfValueIsRead() throws {
    let text = #"""
      basic = "a\tb\u00e9\U0001F600\\\""
      literal = 'C:\temp'
      lines = """
      one
      two \
          three"""
      raw = '''
      'x' \n'''
      quotes = """"a"""""
      numbers = [0, +17, -9_000, 0xFF, 0o17, 0b1010, 9223372036854775807, -9223372036854775808]
      floats = [1.5, -0.0, 6.02e23, 1e-3, 1_0.2_5]
      truth = [true, false]
      moments = [1979-05-27T07:32:00Z, 1979-05-27 00:32:00.50-07:00, 1979-05-27T07:32:00, 1979-05-27, 07:32:00.25]
      table = { a.b = 1, "c d" = { } }
      """#
    let expected: [String: TOMLTree] = [
      "basic": .string("a\tbé😀\\\""), "literal": .string("C:\\temp"), "lines": .string("one\ntwo three"),
      "raw": .string("'x' \\n"), "quotes": .string("\"a\"\""),
      "numbers": .array([0, 17, -9000, 255, 15, 10, Int64.max, Int64.min].map { .integer($0) }),
      "floats": .array([1.5, -0.0, 6.02e23, 1e-3, 10.25].map { .float($0) }),
      "truth": .array([.boolean(true), .boolean(false)]),
      "moments": .array(
        [
          "1979-05-27T07:32:00Z", "1979-05-27T00:32:00.5-07:00", "1979-05-27T07:32:00", "1979-05-27",
          "07:32:00.25",
        ].map { .moment($0) }),
      "table": .table(["a": .table(["b": .integer(1)]), "c d": .table([:])]),
    ]
    #expect(try tree(text) == .table(expected))
  }

  @Test func tablesNestAsTheirHeadersSay() throws {
    let text = """
      top = 1
      [a.b.c]
      x = 1
      [a]
      y = 2
      d.e = 3
      [[list]]
      n = 1
      [list.sub]
      m = 1
      [[list]]
      n = 2
      [[list.inner]]
      [[list.inner]]
      k = "v"
      """
    #expect(
      try tree(text)
        == .table([
          "top": .integer(1),
          "a": .table([
            "b": .table(["c": .table(["x": .integer(1)])]), "y": .integer(2), "d": .table(["e": .integer(3)]),
          ]),
          "list": .array([
            .table(["n": .integer(1), "sub": .table(["m": .integer(1)])]),
            .table(["n": .integer(2), "inner": .array([.table([:]), .table(["k": .string("v")])])]),
          ]),
        ]))
  }

  @Test func everythingKnowsItsPlace() throws {
    let text = "# é\n[a.\"b c\"] # x\nkey  =  [1,\n  2] # y\n\n[d]\n"
    let document = try scan(text)
    func written(_ range: Range<Int>) -> String { string(Array(bytes(text)[range])) }
    let a = try #require(document.child(TOMLDocument.root, "a"))
    let b = try #require(document.child(a, "b c"))
    let key = try #require(document.child(b, "key"))
    #expect(written(document.keySpan(b)) == "\"b c\"")
    #expect(written(document.keySpan(key)) == "key")
    #expect(written(document.valueSpan(key)) == "[1,\n  2]")
    #expect(written(document.region(ofTable: b)) == "[a.\"b c\"] # x\nkey  =  [1,\n  2]")
    #expect(document.position(document.keySpan(key).lowerBound) == (3, 1))
    #expect(document.position(document.valueSpan(key).lowerBound) == (3, 9))
    #expect(document.children(key).map { written(document.valueSpan($0)) } == ["1", "2"])
  }

  @Test(arguments: [
    ("a = 1\na = 2", "2:1: a is already defined on line 1"),
    ("[a]\n[b]\n[a]", "3:2: a is already defined on line 1"),
    ("a.b = 1\n[a]", "2:2: a is already defined on line 1"),
    ("[a.b.c]\n[a]\nb.c.d = 1", "3:1: b is already defined on line 1; a dotted key cannot add to it"),
    ("a = { b = 1 }\n[a.c]", "2:2: a is a complete table on line 1; nothing can be added to it"),
    ("a = [1]\n[[a]]", "2:3: a is already defined on line 1"),
    ("[[a]]\n[a]", "2:2: a is already defined on line 1"),
    ("a = 1\n[a.b]", "2:2: a is a value on line 1, not a table"),
    ("a = 08:30", "1:5: 08:30 is not a value; texts, times and dates take quotes: \"08:30\""),
    ("a = 100 mg", "1:5: 100 mg is not a value; texts, times and dates take quotes: \"100 mg\""),
    ("a = breakfast", "1:5: breakfast is not a value; texts, times and dates take quotes: \"breakfast\""),
    ("a = 2026-02-30", "1:5: 2026-02-30 is not a value; texts, times and dates take quotes: \"2026-02-30\""),
    ("a = 012", "1:5: 012 is not a value; texts, times and dates take quotes: \"012\""),
    ("a = 9223372036854775808", "1:5: 9223372036854775808 is too large a number"),
    ("a = \"open\nb = 1", "1:5: the text that begins here is never closed with \""),
    ("a = \"\"\"open\n\n", "1:5: the text that begins here is never closed with \"\"\""),
    ("a = [1,\n2", "1:5: the list that begins here is never closed with ]"),
    ("a = [1 2]", "1:8: expected a comma or ] in the list, found \"2\""),
    ("a = { b = 1, }", "1:14: a comma before } is not allowed"),
    (
      "a = { b = 1\n}",
      "1:12: expected a comma or } in the table, found the end of the line; "
        + "{ … } has to be closed on its own line"
    ),
    ("a = 1 b = 2", "1:7: expected the end of the line, found \"b\""),
    ("a = \"x\" b", "1:9: expected the end of the line, found \"b\""),
    ("a =\n", "1:4: a value is missing here"),
    ("= 1", "1:1: a key is missing before ="),
    ("größe = 1", "1:3: \"ö\" is not allowed in a key without quotes"),
    ("a", "1:2: expected = after the key, found the end of the file"),
    ("[a", "1:3: expected ] after the name of the table, found the end of the file"),
    ("a = \"\\x41\"", "1:6: unknown escape after \\; a backslash itself is written \\\\"),
    ("a = \"\\ud800\"", "1:6: \\ud800 is not a character"),
    ("a = 1 # \u{1}", "1:9: control character U+0001 in the text"),
    ("a = \u{0}", "1:5: expected a value, found a control character"),
    ("a = 1\rb = 2", "1:6: a carriage return without a line feed; lines end with LF or CR LF"),
  ])
  func theFirstFaultIsNamedAtItsPlace(_ text: String, _ expected: String) {
    #expect(fault(bytes(text)) == expected)
  }

  @Test func whatIsNotUTF8IsRefused() {
    #expect(fault([0x61, 0x3D, 0x22, 0xC3, 0x28, 0x22]) == "1:4: the text is not UTF-8 from here on")
    #expect(fault(bytes("a = \"") + [0xED, 0xA0, 0x80, 0x22]) == "1:6: the text is not UTF-8 from here on")
    #expect(fault(bytes("a = \"") + [0xC0, 0xAF, 0x22]) == "1:6: the text is not UTF-8 from here on")
    #expect(fault([0xFF, 0xFE, 0x61, 0x00]) == "1:1: the file is UTF-16; save it as UTF-8")
  }

  @Test func depthAndSizeHaveLimits() {
    let deep = "a = " + String(repeating: "[", count: 100_000)
    #expect(fault(bytes(deep)) == "1:69: nested more than 64 deep")
    let tables = "a = " + String(repeating: "{a=", count: 100_000)
    #expect(fault(bytes(tables)) == "1:197: nested more than 64 deep")
    let dotted = String(repeating: "a.", count: 100_000) + "a = 1"
    #expect(fault(bytes(dotted)) == "1:129: a key of more than 64 parts")
    let huge = [UInt8](repeating: UInt8(ascii: "#"), count: 100_000_000)
    #expect(fault(huge) == "1:1: the file has 100000000 bytes, more than the 64 MiB that are read")
  }

  @Test func depthWithinTheLimitIsRead() throws {
    let text = "a = " + String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(fault(bytes(text)) == nil)
    #expect(fault(bytes("a = [" + String(repeating: "[],", count: 10_000) + "]")) == nil)
  }
}
