import Glibc

/// The words this process was called with, its own name first.
///
/// Swift's runtime looks for them beside the environment, and finds none where a preloaded library moved that before
/// the runtime started (libfaketime does: `setenv` in its constructor). `tendd` would then take itself for `tend`, show
/// its help and end with success; so they are asked of the kernel.
func processArguments() -> [String] {
  let known = CommandLine.arguments
  guard known.isEmpty, let file = fopen("/proc/self/cmdline", "re") else { return known }
  defer { fclose(file) }
  var words: [String] = []
  var word: UnsafeMutablePointer<CChar>?
  var room = 0
  defer { free(word) }
  while getdelim(&word, &room, 0, file) > 0, let word { words.append(String(cString: word)) }
  return words
}
