"""A running `tend expand --batch`, asked one line at a time."""
import json
import subprocess
import tempfile


class Batch:
    def __init__(self, program):
        self.home = tempfile.TemporaryDirectory()
        command = [program, "expand", "--batch"]
        environment = {"HOME": self.home.name, "PATH": "/usr/bin:/bin", "TZ": "UTC"}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.home.cleanup()

    def ask(self, **request):
        """The instants as text, or the string `error: …`."""
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"tend ended at {json.dumps(request)}")
        answer = json.loads(line)
        return answer["instants"] if "instants" in answer else f"error: {answer['error']}"
