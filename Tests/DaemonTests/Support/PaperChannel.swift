import Care
import Channels

@testable import TendDaemon

/// A channel of a test's own: it keeps what it is handed, and answers as it is told to.
final class PaperChannel: Messenger {
  private(set) var messages: [Message] = []
  private var rows = PlannerState()
  private(set) var isClosed = false
  /// What to answer at once; nil to answer later, by `reply`.
  var answer: DeliveryReport.Result?
  private var waiting: [Reply] = []
  private let hasReturned: () -> Void

  init(answer: DeliveryReport.Result? = .told, hasReturned: @escaping () -> Void) {
    self.answer = answer
    self.hasReturned = hasReturned
  }

  /// The event, attempt and try of every message, as a channel would show them.
  var told: [String] {
    messages.map { message in
      let fields = message.line?.fields ?? []
      let attempt = fields.first { $0.name == "TEND_ATTEMPT" }?.value ?? "-"
      return "\(message.line?.event.rawValue ?? "nothing") \(attempt) try \(message.send.round)"
    }
  }

  func send(_ message: Message, reply: @escaping Reply) {
    messages.append(message)
    if let answer { reply(answer, answer == .told ? nil : "paper") } else { waiting.append(reply) }
  }

  func follow(_ rows: PlannerState) { self.rows = rows }

  /// Whether what the messages are about is still open.
  var isOpen: Bool {
    messages.contains { $0.occurrence.flatMap { rows.occurrence($0.id) }?.state.isOpen ?? false }
  }

  func close() { isClosed = true }

  /// Answers whatever waits for an answer.
  func reply(_ result: DeliveryReport.Result) {
    let waiting = waiting
    self.waiting = []
    for reply in waiting { reply(result, nil) }
  }

  func comeBack() { hasReturned() }
}
