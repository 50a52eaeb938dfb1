import Glibc

/// A private directory with a link for each credential, as `$CREDENTIALS_DIRECTORY` has them, for a program that no
/// service manager runs.
///
/// Links and not copies: what a kill leaves behind is no secret.
final class CredentialLinks {
  let directory: String
  private let names: [String]

  /// Below the directory of the user's session, which is theirs alone and in memory.
  init(_ credentials: [Program.Credential], runtimeDirectory: String?) throws(SystemdError) {
    guard let base = runtimeDirectory, base.hasPrefix("/") else {
      throw SystemdError(errno: ENOENT, call: "credentials without XDG_RUNTIME_DIR")
    }
    var template = Array("\(base)/tend-credentials-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemdError(errno: errno, call: "mkdtemp") }
    directory = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    names = credentials.map(\.name)
    for credential in credentials {
      try checkedByErrno("symlink", symlink(credential.path, "\(directory)/\(credential.name)"))
    }
  }

  deinit {
    for name in names { unlink("\(directory)/\(name)") }
    rmdir(directory)
  }
}
