import Care
import Channels
import Glibc
import Host
import Household
import Systemd

extension Checkup {
  /// Every command of the settings, by its first word; what that calls in its turn is for a test to show.
  var channels: [DoctorCheck] {
    guard let settings = try? planState.get().settings else { return [] }
    var environment = context.environment
    // tendd looks where its manager does, which is often not where a terminal looks.
    if let path = systemctl?.managed("PATH") { environment["PATH"] = path }
    let places = ProgramPlaces(
      environment: environment, configDirectory: context.household.paths.configDirectory)
    return settings.channels.compactMap { channel($0, places) }
  }

  private func channel(_ channel: Channel, _ places: ProgramPlaces) -> DoctorCheck? {
    guard case .command(let words) = channel.kind, let program = words.first else { return nil }
    let name = "channel \(channel.name)"
    do {
      _ = try places.credentials(of: channel)
    } catch {
      return .problem(name, error.problem, fix: error.fix)
    }
    guard let path = places.find(program) else { return missing(program, name, places) }
    if let interpreter = Self.interpreter(of: path), access(interpreter, X_OK) != 0 {
      return .problem(
        name, "\(path) cannot run: its first line names \(interpreter), which is not there",
        fix: "install \(interpreter), or change the first line of \(path)")
    }
    return .ok(name, "runs \(path); tend test-channels \(channel.name) shows whether it arrives")
  }

  private func missing(_ program: String, _ name: String, _ places: ProgramPlaces) -> DoctorCheck {
    guard program.contains("/") else {
      let own = ProgramPlaces(
        environment: context.environment, configDirectory: context.household.paths.configDirectory)
      if let path = own.find(program) {
        return .problem(
          name, "there is no program \(program) where tendd looks (\(places.searchPath))",
          fix: "write its path in settings.toml: \(path)")
      }
      return .problem(
        name, "there is no program \(program) that may be run",
        fix: "install it, or write its path in settings.toml")
    }
    let path = program.hasPrefix("/") ? program : "\(places.configDirectory)/\(program)"
    guard access(path, F_OK) == 0 else {
      let isExample = program.hasPrefix("channels/")
      return .problem(
        name, "there is no file \(path)",
        fix: isExample
          ? "cp -r ~/.local/share/tend/channels \(places.configDirectory)/ brings the examples"
          : "put it there, or write its path in settings.toml")
    }
    return .problem(name, "\(path) may not be run", fix: "chmod u+x \(path)")
  }

  /// The program that the first line of a script names; nil for what is no script.
  static func interpreter(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(file, &bytes, bytes.count)
    guard count > 2, bytes.starts(with: "#!".utf8) else { return nil }
    let line = bytes[2..<count].prefix { $0 != UInt8(ascii: "\n") }
    let word = line.drop { $0 == UInt8(ascii: " ") }.prefix {
      $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t")
    }
    return String(decoding: word, as: UTF8.self)
  }
}
