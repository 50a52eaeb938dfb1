/// The kinds of line Tend writes to the journal: `TEND_EVENT`, and the `MESSAGE_ID` the catalog explains.
///
/// They are an interface (`Documentation/journal.md`): words and ids never change their meaning.
public enum JournalEvent: String, CaseIterable, Hashable, Sendable {
  case reminder
  case reminderAhead = "reminder-ahead"
  case late, missed, answered, snoozed, undone, reviewed, withdrawn, paused, resumed
  case held, released, admitted, discharged, stock
  case planAccepted = "plan-accepted"
  case planRejected = "plan-rejected"
  case started, stopped
  case zoneChanged = "zone-changed"
  case clockSuspect = "clock-suspect"
  case unrecorded
  case recordLost = "record-lost"
  case lossAcknowledged = "loss-acknowledged"
  /// A ledger that was deleted while tendd had it open, written back.
  case recordSaved = "record-saved"
  case backup
  case backupFailed = "backup-failed"
  case flagged
  case flagClosed = "flag-closed"
  /// Someone was brought in, as nobody answered.
  case escalated
  /// A rule kept it from being told.
  case suppressed
  /// One line in place of many.
  case digest
  /// Nobody answers anything.
  case silence
  /// Somebody tries whether lines and messages arrive.
  case test
  /// tendd cannot stay up.
  case daemonFailed = "daemon-failed"

  /// 32 lower-case hexadecimal digits (sd-id128(3)).
  public var messageID: String {
    switch self {
    case .reminder: "d290ba1ac837468c883e79f2bcdd9579"
    case .reminderAhead: "e444e8fd527042e682b54bb7d774f711"
    case .late: "0d0fd45b68934dcc8cca824937e00baf"
    case .missed: "1b225e20bb154bb0ab133e179e2ed46d"
    case .answered: "2a42f54b7d8f4b90b6db788c7bd5ffeb"
    case .snoozed: "5637cdd8514f43e29b31fdffd6a3dda9"
    case .undone: "05bc8c8b7959496eb86cc1adcb23a771"
    case .reviewed: "fceb6ecf1e9049a6a7a7a5011cda8cf3"
    case .withdrawn: "3703b8c43970478daaebbaa5417b7a12"
    case .paused: "fd41d30f74b14f089b97a2aa77ecf296"
    case .resumed: "fcaba3fe14b3480a8be1f3b4f332c106"
    case .held: "c81cb7ba1d1949a28df326552f7bd2de"
    case .released: "6cac70784d294ef880b8279043368334"
    case .admitted: "9eff2ffee210468fbf196d877fa2a5d2"
    case .discharged: "3fcf6a81b0d644bcb33999bcb224226b"
    case .stock: "6f0d2b7c1e594a83b5c8d94e07a3f261"
    case .planAccepted: "650ffd9a2a704a7cb03e190357ac90f4"
    case .planRejected: "a209127f689040899ca39c7c7eba1791"
    case .started: "931da14950ce4944b11efcb19769910f"
    case .stopped: "2263267366694af38ec659d0fce531c9"
    case .zoneChanged: "4df2c04bda2946889accaf34fb800bd7"
    case .clockSuspect: "92c1f856b6c549e1a39c8376cccbdbce"
    case .unrecorded: "1c4c3c21a64b4c0181a004bdb6cb6034"
    case .recordLost: "a3d9339a69024ec68150038d15a3967d"
    case .lossAcknowledged: "f11717a012e3434c8973e866a602b6c0"
    case .recordSaved: "018763ade5564c50897edc60cd109b78"
    case .backup: "9d55332dcfcd445989e947e105978c05"
    case .backupFailed: "a125411fab0743d9a4874df9b6bfcba3"
    case .flagged: "da863edae0034281b9038936b7e16f1f"
    case .flagClosed: "b9aeec9730ea41059a69ce0ef47568fb"
    case .escalated: "01dce8fa4de14c4fa63f350133184f89"
    case .suppressed: "1e8a072a23ff4cfd945fcb242252ac18"
    case .digest: "92c356185ac44870a6b627641af47f22"
    case .silence: "419dcf4fffa74c8e9820f29a452167af"
    case .test: "ee924d7363b84869a4d34888019adc9d"
    case .daemonFailed: "64d6d63e01444ee8971d2bdf1d80c7ab"
    }
  }

  /// The kind of line a recorded event is told as; nil for one that is only kept.
  public init?(_ body: EventBody) {
    switch body {
    case .told(let telling):
      switch telling.phase {
      case .upcoming: self = .reminderAhead
      case .late: self = .late
      default: self = .reminder
      }
    case .missed(let finding):
      // A digest tells it.
      guard finding.isFolded != true else { return nil }
      self = .missed
    case .answered: self = .answered
    case .snoozed: self = .snoozed
    case .undone: self = .undone
    case .reviewed: self = .reviewed
    case .withdrawn: self = .withdrawn
    case .paused: self = .paused
    case .resumed: self = .resumed
    case .held: self = .held
    case .released: self = .released
    case .admitted: self = .admitted
    case .discharged: self = .discharged
    case .stock: self = .stock
    case .planAccepted: self = .planAccepted
    case .planRejected: self = .planRejected
    case .started: self = .started
    case .stopped: self = .stopped
    case .zoneChanged: self = .zoneChanged
    case .clockSuspect: self = .clockSuspect
    case .recordLost: self = .recordLost
    case .lossAcknowledged: self = .lossAcknowledged
    case .flagged: self = .flagged
    case .flagClosed: self = .flagClosed
    case .escalated: self = .escalated
    case .suppressed(let suppression):
      guard suppression.rule != .catchUp else { return nil }
      self = .suppressed
    case .digest(let digest):
      guard digest.open + digest.missed > 0 else { return nil }
      self = .digest
    case .silence(let silence):
      guard silence.waiting > 0 else { return nil }
      self = .silence
    case .scheduled, .rescheduled, .returned, .delivery, .edited, .renamed, .noted, .asked, .questionClosed:
      return nil
    }
  }
}
