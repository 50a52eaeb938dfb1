import Almanac
import Care
import Channels
import Host
import Household

/// Looks at everything outside the plan that reminders depend on; changes nothing.
///
/// What is broken is looked at too, so nothing that one check cannot read keeps the others from their say.
struct Checkup {
  let context: CommandContext
  let record: LedgerState
  let planState: Result<PlanState, any Error>
  /// Of this user; nil where there is none to talk to.
  let systemctl: Systemctl?

  init(_ context: CommandContext) {
    self.context = context
    let record = LedgerState(context.household)
    self.record = record
    planState = Result { try PlanState(context.household, kept: record.kept) }
    systemctl = try? Systemctl(environment: context.environment)
  }

  /// In the order in which a reminder comes by them.
  func checks() throws -> [DoctorCheck] {
    [daemon] + unit + [lingering] + (try desktop()) + [clock, journal, zone, plan, ledger, backup, room]
      + channels
  }

  private var daemon: DoctorCheck {
    switch DaemonProcess(context.household.paths) {
    case .running(let process):
      if let process, Directories.target(ofLink: "/proc/\(process)/exe")?.hasSuffix(" (deleted)") == true {
        return .warning(
          "tendd",
          "runs (process \(process)), but as the program that was there before the last installation",
          fix: systemctl == nil ? "end it, and run tendd again" : "systemctl --user restart tend.service")
      }
      return .ok("tendd", "runs" + (process.map { " (process \($0))" } ?? ""))
    case .stopped:
      return .problem(
        "tendd", "does not run: nobody is reminded",
        fix: systemctl == nil
          ? "run tendd in a terminal that stays open"
          : "tend service install; if it ends again, tend service logs -n 20 says why")
    }
  }

  private var unit: [DoctorCheck] {
    do {
      let installer = try ServiceInstaller(context)
      let others = installer.systemctl.otherPlaces(context.environment).map {
        DoctorCheck.problem(
          "environment", $0, fix: "set it in ~/.config/environment.d for both, or nowhere")
      }
      return [try unit(installer)] + others
    } catch let failure as CommandFailure {
      return [
        .warning(
          "service", failure.message, fix: failure.hint ?? "run tendd in a terminal that stays open")
      ]
    } catch {
      return [.problem("service", "\(error)", fix: "tend service status")]
    }
  }

  private func unit(_ installer: ServiceInstaller) throws -> DoctorCheck {
    let properties = try installer.systemctl.properties("LoadState", "UnitFileState", "NeedDaemonReload")
    let install = "tend service install"
    if properties["LoadState"] == "not-found" {
      return .problem("service", "tend.service is not installed", fix: install)
    }
    if properties["LoadState"] == "masked" {
      return .problem(
        "service", "tend.service is masked: nothing can start it",
        fix: "systemctl --user unmask tend.service, then tend service install")
    }
    guard properties["UnitFileState"] == "enabled" else {
      let word = properties["UnitFileState"] ?? "not enabled"
      return .problem("service", "tend.service is \(word): it does not start by itself", fix: install)
    }
    guard try installer.isCurrent(), properties["NeedDaemonReload"] != "yes" else {
      return .warning("service", "the installed unit is not that of this release", fix: install)
    }
    return .ok("service", "enabled, and that of this release")
  }

  private var lingering: DoctorCheck {
    Lingering.isOn()
      ? .ok("lingering", "on: reminders go on when nobody is logged in")
      : .warning(
        "lingering", "off: reminders stop when you log out",
        fix: "loginctl enable-linger; where that is denied: sudo loginctl enable-linger $USER")
  }

  private var backup: DoctorCheck {
    guard let copy = record.backup else {
      return .warning(
        "backup", "there is no copy of the record yet",
        fix: "tend backup makes one now; tendd makes one a day")
    }
    let age = Phrase.relative(copy.madeAt, now: context.now)
    return context.now - copy.madeAt < 3 * 86_400
      ? .ok("backup", "made \(age)")
      : .warning(
        "backup", "the newest copy was made \(age)", fix: "tend backup; tend service logs -n 50 says why")
  }
}
