import Almanac
import Glibc
import Host
import Household

/// The copy of a plan file that an editor works on; kept when it cannot be saved.
struct EditorDraft {
  let path: String
  private let original: [UInt8]

  /// Writes the copy into the private state directory: beside the plan, tendd would see every keystroke saved.
  init(of text: [UInt8], named file: String, _ context: CommandContext) throws {
    let folder = context.household.paths.stateDirectory + "/drafts"
    try PrivateDirectory.ensure(folder)
    let name = file.split(separator: "/").last.map { String($0).replacing(".toml", with: "") } ?? "plan"
    // The number of this process keeps two editors apart.
    path = "\(folder)/\(name)-\(context.now.secondsSinceEpoch)-\(getpid()).toml"
    original = text
    try AtomicFile.write(path, text)
  }

  /// What the editor left.
  func text() throws -> [UInt8] { try RegularFile.read(path, limit: 32 << 20) }

  var isUntouched: Bool { (try? text()) == original }

  func remove() { unlink(path) }
}
