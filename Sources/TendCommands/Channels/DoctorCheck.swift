/// One thing that must be in order for reminders to arrive.
struct DoctorCheck {
  enum State: String {
    case ok
    /// It works, but not always, or not everywhere.
    case warning
    /// Reminders may not arrive, or not be recorded.
    case problem
  }

  var name: String
  var state: State
  /// What was found.
  var text: String
  /// What to do about it.
  var fix: String?

  static func ok(_ name: String, _ text: String) -> DoctorCheck {
    DoctorCheck(name: name, state: .ok, text: text)
  }

  static func warning(_ name: String, _ text: String, fix: String) -> DoctorCheck {
    DoctorCheck(name: name, state: .warning, text: text, fix: fix)
  }

  static func problem(_ name: String, _ text: String, fix: String) -> DoctorCheck {
    DoctorCheck(name: name, state: .problem, text: text, fix: fix)
  }

  var object: JSONObject {
    ["check": .text(name), "state": .text(state.rawValue), "text": .text(text), "fix": .text(fix)]
  }
}
