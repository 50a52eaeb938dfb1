import CSystemd

/// One signal that a loop handles.
final class SignalWatch {
  private let handler: (CInt) -> Void
  private var source: EventSource?

  init(signal: CInt, loop: EventLoop, handler: @escaping (CInt) -> Void) throws(SystemdError) {
    self.handler = handler
    let context = Unmanaged.passUnretained(self).toOpaque()
    source = try EventSource("sd_event_add_signal") {
      sd_event_add_signal(
        loop.event, $0, signal,
        { _, info, context in
          guard let info, let context else { return 0 }
          let watch = Unmanaged<SignalWatch>.fromOpaque(context).takeUnretainedValue()
          watch.handler(CInt(bitPattern: info.pointee.ssi_signo))
          return 0
        }, context)
    }
  }
}
