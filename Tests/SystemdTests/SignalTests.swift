import Foundation
import Systemd
import Testing

/// The signals here go to the test's own thread only, and its mask is put back at the end.
@Suite(.serialized) struct SignalTests {
  @Test func aBlockedSignalReachesItsHandler() throws {
    try withMaskRestored {
      try EventLoop.blockSignals([SIGUSR1, SIGHUP])
      let loop = try EventLoop()
      var got: [CInt] = []
      try loop.onSignal([SIGUSR1, SIGHUP]) { [unowned loop] signal in
        got.append(signal)
        if got.count == 2 { loop.exit(code: 3) }
      }
      raise(SIGHUP)
      loop.post { raise(SIGUSR1) }
      #expect(try loop.run() == 3)
      #expect(Set(got) == [SIGUSR1, SIGHUP])
    }
  }

  @Test func aSignalThatIsNotBlockedIsRefused() throws {
    try withMaskRestored {
      // The threads that tests run on block most signals.
      var set = sigset_t()
      sigaddset(&set, SIGUSR2)
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      let loop = try EventLoop()
      #expect(throws: SystemdError(errno: EBUSY, call: "sd_event_add_signal")) {
        try loop.onSignal([SIGUSR2]) { _ in }
      }
    }
  }

  @Test func aSignalThatDoesNotExistIsRefused() {
    #expect(throws: SystemdError(errno: EINVAL, call: "sigaddset")) { try EventLoop.blockSignals([999]) }
  }

  private func withMaskRestored(_ body: () throws -> Void) throws {
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}
