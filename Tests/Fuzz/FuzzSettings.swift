import Care
import PlanFile

/// Any bytes as the text of the settings: they read, or there is a reason in a line that exists.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  let file = SourceFile(path: "settings.toml", text: Array(bytes))
  let loaded = SettingsLoader.load(file)
  let errors = loaded.diagnostics.filter { $0.severity == .error }
  must((loaded.settings == nil) != errors.isEmpty, "neither settings nor a reason, or both")
  let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
  for diagnostic in loaded.diagnostics {
    must((1...lines).contains(diagnostic.line), "a line that is not there")
    must(!diagnostic.description.isEmpty, "a reason without words")
  }
  must(SettingsLoader.load(file).settings == loaded.settings, "read again they are others")
}
