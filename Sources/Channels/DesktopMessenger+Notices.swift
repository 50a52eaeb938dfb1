import Almanac
import Care
import Desktop

/// What asks for no answer: a popup of its own that nobody follows.
extension DesktopMessenger {
  struct WaitingNotice {
    var message: Message
    var reply: Reply
  }

  func showAlone(_ message: Message, reply: @escaping Reply) {
    guard let notice = message.notice else { return reply(.suppressed, "there is nothing to be said of it") }
    let popup = Popup(
      summary: notice.title, body: notice.lines.joined(separator: "\n"), urgency: notice.popupUrgency,
      category: "x-tend.notice", stays: notice.urgency == .critical)
    server?.show(popup) { [weak self] result in
      switch result {
      case .success(let popup):
        self?.forget(popup)
        reply(.told, nil)
      case .failure(let failure):
        guard let self, mayWait(message) else { return reply(failure.result, "\(failure)") }
        notices.append(WaitingNotice(message: message, reply: reply))
      }
    }
  }

  /// A server is there now.
  func showNotices() {
    let waiting = notices
    notices = []
    for item in waiting { showAlone(item.message, reply: item.reply) }
  }

  /// Gives up those that do not matter any more.
  func dropNotices(_ rows: PlannerState, now: Instant) {
    let over = notices.filter { !matters($0.message.send, rows, now) }
    guard !over.isEmpty else { return }
    notices.removeAll { !matters($0.message.send, rows, now) }
    for item in over { item.reply(.suppressed, "no notification server came while it mattered") }
  }

  /// Without a desktop, and nobody asking for one: for whoever is there, but not for somebody who was to be told so.
  private func mayWait(_ message: Message) -> Bool {
    // Without anybody who keeps the record, someone sits there and wants to know.
    desk != nil && channel.isAssumed && server?.isRunning != true && message.send.route.contact == nil
  }

  private func matters(_ send: Send, _ rows: PlannerState, _ now: Instant) -> Bool {
    rows.owes(send) && now - send.since <= DesktopMessenger.patience
  }
}
