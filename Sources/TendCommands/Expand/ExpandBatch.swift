import Almanac
import FoundationEssentials

/// `tend expand --batch`: JSON Lines in, one line of JSON out for each, as soon as it is known.
struct ExpandBatch {
  let expander: Expander
  private let decoder = JSONDecoder()

  init(_ expander: Expander) { self.expander = expander }

  /// The answer to one line, without its newline.
  ///
  /// An error is an answer too.
  func answer(_ line: String) -> String {
    let request: ExpandRequest
    do {
      request = try decoder.decode(ExpandRequest.self, from: Data(line.utf8))
    } catch {
      return failure(idAlone(line), (error as? DecodingError)?.plain ?? "\(error)")
    }
    do {
      let instants = try expander.expand(request).instants
      return "{\"id\":\(text(request.id)),\"instants\":[\(instants.map(quoted).joined(separator: ","))]}"
    } catch {
      return failure(request.id, "\(error)")
    }
  }

  private func quoted(_ instant: Instant) -> String { "\"\(instant.rfc3339)\"" }

  private func failure(_ id: ExpandRequest.ID?, _ message: String) -> String {
    "{\"id\":\(text(id)),\"error\":\(Self.json(message))}"
  }

  private func text(_ id: ExpandRequest.ID?) -> String {
    switch id {
    case .text(let text): Self.json(text)
    case .number(let number): String(number)
    case nil: "null"
    }
  }

  private static func json(_ text: String) -> String {
    (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  /// The id of a request that does not read otherwise, so that even its error can be told apart.
  private func idAlone(_ line: String) -> ExpandRequest.ID? {
    struct IDAlone: Decodable { let id: ExpandRequest.ID? }
    return (try? decoder.decode(IDAlone.self, from: Data(line.utf8)))?.id
  }
}
