import Glibc

/// The variables a process was started with, or a test made up.
public struct Environment: Sendable, ExpressibleByDictionaryLiteral {
  private let lookUp: @Sendable (String) -> String?

  public init(_ variables: [String: String]) { lookUp = { variables[$0] } }

  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements, uniquingKeysWith: { $1 }))
  }

  private init(lookUp: @escaping @Sendable (String) -> String?) { self.lookUp = lookUp }

  /// That of this process, looked up at each use.
  public static let process = Environment(lookUp: { name in getenv(name).map { String(cString: $0) } })

  public subscript(_ name: String) -> String? { lookUp(name) }
}
