public import Care
import Glibc
public import Systemd

/// Why a file with a secret cannot be handed to a program.
public struct CredentialTrouble: Error, CustomStringConvertible {
  public var problem: String
  /// What mends it.
  public var fix: String

  public var description: String { problem }
}

extension ProgramPlaces {
  /// What systemd takes as one credential.
  private static let longest: off_t = 1 << 20

  /// The files with secrets that the command of a channel is given; a name that is not absolute is below the directory
  /// of the plan.
  public func credentials(of channel: Channel) throws(CredentialTrouble) -> [Program.Credential] {
    var found: [Program.Credential] = []
    for credential in channel.credentials {
      let path = credential.file.hasPrefix("/") ? credential.file : "\(configDirectory)/\(credential.file)"
      try check(path)
      found.append(Program.Credential(name: credential.name, path: path))
    }
    return found
  }

  /// One that others can read is no secret any more, so it is not used as if it were.
  private func check(_ path: String) throws(CredentialTrouble) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw CredentialTrouble(
        problem: "there is no file \(path)", fix: "write the secret into it, and chmod 600 it")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw CredentialTrouble(
        problem: "others may read \(path)", fix: "chmod 600 \(path), and change the secret")
    }
    guard access(path, R_OK) == 0 else {
      throw CredentialTrouble(problem: "you may not read \(path)", fix: "ls -l \(path)")
    }
    guard status.st_size <= ProgramPlaces.longest else {
      throw CredentialTrouble(problem: "\(path) is too long for a secret", fix: "look what is in it")
    }
  }
}
