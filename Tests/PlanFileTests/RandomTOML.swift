@testable import PlanFile

/// Writes random TOML in every spelling, and keeps what it means.
struct RandomTOML {
  private var random: Seeded
  private(set) var meaning: [String: TOMLTree] = [:]

  init(seed: UInt64) { random = Seeded(state: seed) }

  mutating func document() -> String {
    let newline = chance(5) ? "\r\n" : "\n"
    var text = ""
    let top = pairs(upTo: 3, newline)
    text += top.text
    meaning = top.meaning
    for number in 0..<Int.random(in: 0...5, using: &random) {
      let body = pairs(upTo: 5, newline)
      if chance(3) { text += newline + "# note \"\(number)\" [x] = {" + newline }
      if chance(4) {
        let key = "list\(number)"
        text += "[[\(key)]]\(newline)\(body.text)[[ \(key) ]]\(newline)"
        meaning[key] = .array([.table(body.meaning), .table([:])])
      } else if chance(2) {
        text += " [t\(number) . \"deep \(number)\"]\(newline)\(body.text)"
        meaning["t\(number)"] = .table(["deep \(number)": .table(body.meaning)])
      } else {
        text += "[t\(number)] # c\(newline)\(body.text)"
        meaning["t\(number)"] = .table(body.meaning)
      }
    }
    return text
  }

  private mutating func chance(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }

  private mutating func pairs(upTo count: Int, _ newline: String) -> (
    text: String, meaning: [String: TOMLTree]
  ) {
    var text = ""
    var meaning: [String: TOMLTree] = [:]
    for number in 0..<Int.random(in: 0...count, using: &random) {
      let (written, value) = self.value(depth: 0, newline)
      let (key, name) = self.key(number)
      let comment = chance(3) ? " # \"not\" = 'a' [value]" : ""
      if chance(5) {
        text += "\(key) . sub=\(written)\(comment)\(newline)"
        meaning[name] = .table(["sub": value])
      } else {
        text += "\(chance(4) ? "  " : "")\(key) = \(written)\(comment)\(newline)"
        meaning[name] = value
      }
    }
    return (text, meaning)
  }

  private mutating func key(_ number: Int) -> (written: String, name: String) {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: ("\"k \\u00e9\\\"\(number)\"", "k é\"\(number)")
    case 1: ("'k.\\\(number)'", "k.\\\(number)")
    case 2: ("\(number)", "\(number)")
    default: ("key-\(number)_", "key-\(number)_")
    }
  }

  private mutating func value(depth: Int, _ newline: String) -> (String, TOMLTree) {
    switch Int.random(in: 0..<(depth < 3 ? 10 : 7), using: &random) {
    case 0: return scalarText(newline)
    case 1:
      let number = Int64.random(in: .min...(.max), using: &random) >> Int64.random(in: 0...62, using: &random)
      return ("\(number)", .integer(number))
    case 2:
      let number = Int64.random(in: 0...0xFFFF_FFFF, using: &random)
      return ("0x" + String(number, radix: 16, uppercase: chance(2)), .integer(number))
    case 3:
      let number = Double(Int.random(in: -1_000_000...1_000_000, using: &random)) / 64
      return ("\(number)", .float(number))
    case 4: return chance(2) ? ("true", .boolean(true)) : ("false", .boolean(false))
    case 5: return moment()
    case 6: return scalarText(newline)
    case 7, 8:
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1, newline) }
      let gap = chance(2) ? "\(newline)  # , ]\(newline) " : " "
      let comma = elements.isEmpty || chance(2) ? "" : ","
      return (
        "[\(gap)\(elements.map(\.0).joined(separator: ",\(gap)"))\(comma)\(gap)]", .array(elements.map(\.1))
      )
    default:
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1, newline) }
      let body = elements.enumerated().map { "k\($0.offset) = \($0.element.0)" }.joined(separator: " , ")
      let meaning = elements.enumerated().map { ("k\($0.offset)", $0.element.1) }
      return ("{ \(body) }", .table(Dictionary(uniqueKeysWithValues: meaning)))
    }
  }

  private mutating func scalarText(_ newline: String) -> (String, TOMLTree) {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: ("\"\"", .string(""))
    case 1: ("\"a # \\\"b\\\" \\t\\U0001F9EA é\"", .string("a # \"b\" \t🧪 é"))
    case 2: ("'C:\\path # \"x\"'", .string("C:\\path # \"x\""))
    case 3:
      (
        "\"\"\"\(newline)one\(newline)\"two\" \\ \(newline)   \(newline)  three\"\"\"",
        .string("one\n\"two\" three")
      )
    case 4: ("'''\(newline)raw \\ line\(newline) 'q' '''", .string("raw \\ line\n 'q' "))
    default: ("\"\"\"\"\"x\\\\\"\"\"", .string("\"\"x\\"))
    }
  }

  private mutating func moment() -> (String, TOMLTree) {
    let date = "\(Int.random(in: 1000...9999, using: &random))-0\(Int.random(in: 1...9, using: &random))-28"
    let time = "\(Int.random(in: 10...23, using: &random)):\(Int.random(in: 10...59, using: &random)):09"
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return (date, .moment(date))
    case 1: return (time, .moment(time))
    case 2: return ("\(date) \(time)", .moment("\(date)T\(time)"))
    case 3: return ("\(date)t\(time).250z", .moment("\(date)T\(time).25Z"))
    default: return ("\(date)T\(time)-03:30", .moment("\(date)T\(time)-03:30"))
    }
  }
}
