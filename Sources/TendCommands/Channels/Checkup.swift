import Almanac
import Care
import Channels
import Host
import Household

/// Looks at everything outside the plan that reminders depend on; changes nothing.
struct Checkup {
  let context: CommandContext
  let state: HouseholdState

  init(_ context: CommandContext) throws {
    self.context = context
    state = try HouseholdState(context)
  }

  /// In the order in which a reminder comes by them.
  func checks() throws -> [DoctorCheck] {
    [daemon] + unit + [lingering] + (try desktop()) + [clock, journal, zone, plan, ledger, backup, room]
      + channels
  }

  private var daemon: DoctorCheck {
    switch state.process {
    case .running(let process):
      .ok("tendd", "runs" + (process.map { " (process \($0))" } ?? ""))
    case .stopped:
      .problem(
        "tendd", "does not run: nobody is reminded",
        fix: (try? Systemctl(environment: context.environment)) == nil
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
      : .warning("lingering", "off: reminders stop when you log out", fix: "loginctl enable-linger")
  }

  private var plan: DoctorCheck {
    let count = state.plan.inForce.entries.count
    return state.plan.isInForce
      ? .ok("plan", "\(count) \(count == 1 ? "entry" : "entries")")
      : .problem(
        "plan", state.plan.diagnostics.first ?? "it has no entries any more; the last one goes on",
        fix: "tend check")
  }

  private var ledger: DoctorCheck {
    if let problem = state.ledger.problem {
      return .problem("ledger", problem, fix: "tend status; the record is \(state.ledger.path)")
    }
    if let kind = FileSystemKind.network(at: context.household.paths.stateDirectory) {
      return .problem(
        "ledger", "it is on a network file system (\(kind))", fix: "set XDG_STATE_HOME to a local directory")
    }
    if let loss = state.loss { return .problem("ledger", loss, fix: "tend restore") }
    let last = state.ledger.lastProcessed.map { ", last written \(Phrase.relative($0, now: context.now))" }
    return .ok("ledger", "can be read\(last ?? ""), \(state.ledger.missed) missed to review")
  }

  private var backup: DoctorCheck {
    guard let copy = state.ledger.backup else {
      return .warning(
        "backup", "there is no copy of the record yet", fix: "tendd makes one a day; tend backup one now")
    }
    let age = Phrase.relative(copy.madeAt, now: context.now)
    return context.now - copy.madeAt < 3 * 86_400
      ? .ok("backup", "made \(age)")
      : .warning(
        "backup", "the newest copy was made \(age)", fix: "tend backup; tend service logs -n 50 says why")
  }

  /// Every command of the settings, by its first word; what that calls in its turn is for a test to show.
  private var channels: [DoctorCheck] {
    let places = ProgramPlaces(
      environment: context.environment, configDirectory: context.household.paths.configDirectory)
    return state.plan.settings.channels.compactMap { channel($0, places) }
  }

  private func channel(_ channel: Channel, _ places: ProgramPlaces) -> DoctorCheck? {
    guard case .command(let words) = channel.kind, let program = words.first else { return nil }
    let name = "channel \(channel.name)"
    do {
      _ = try places.credentials(of: channel)
    } catch {
      return .problem(name, error.problem, fix: error.fix)
    }
    guard let path = places.find(program) else {
      return .problem(
        name, "there is no program \(program) that may be run",
        fix: "install it, make it executable (chmod +x), or write its path in settings.toml")
    }
    return .ok(name, "runs \(path); tend test-channels \(channel.name) shows whether it arrives")
  }
}
