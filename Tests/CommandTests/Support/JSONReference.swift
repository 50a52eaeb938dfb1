import Foundation
import Testing

/// `Documentation/json.md`, held against what is printed.
enum JSONReference {
  /// The keys in the table under a heading.
  static func keys(under title: String) throws -> [String] {
    let file = URL(filePath: #filePath).appending(path: "../../../../Documentation/json.md").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix("\(title)\n") })
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .compactMap { $0.dropFirst(3).split(separator: "`").first.map(String.init) }
  }
}
