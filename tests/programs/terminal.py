#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""terminal.py PROGRAM: passwords typed at a terminal, for tool_sign.sh. Makes asked.key and asked.pub in the current
directory, and signs a.image with sealed.key, whose password is in the file "password"."""
import os
import pty
import select
import sys
import termios
import time

program = sys.argv[1]
with open("password", "rb") as file:
    password = file.readline()


class Session:
    """The program on a terminal of its own."""

    def __init__(self, *arguments):
        self.seen = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execv(program, ["skypedpi", *arguments])

    def read(self):
        try:
            return os.read(self.terminal, 4096)
        except OSError:  # the other side is closed
            return b""

    def until(self, text):
        end = time.monotonic() + 60
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
            got = self.read() if ready else b""
            if not got:
                sys.exit(f"{text!r} is not asked: {self.seen!r}")
            self.seen += got

    def echoes(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def answer(self, question, text):
        self.until(question)
        if self.echoes():
            sys.exit(f"the terminal shows what is typed after {question!r}")
        self.seen = b""
        os.write(self.terminal, text)

    def end(self, status):
        rest = self.seen
        while True:
            got = self.read()
            if not got:
                break
            rest += got
        _, found = os.waitpid(self.pid, 0)
        os.close(self.terminal)
        if os.waitstatus_to_exitcode(found) != status:
            sys.exit(f"status {os.waitstatus_to_exitcode(found)}, not {status}: {rest!r}")
        if b"hunter" in rest or password.strip() in rest:
            sys.exit(f"the password was shown: {rest!r}")
        return rest


def keygen(*answers):
    s = Session("keygen", "-s", "asked.key", "-p", "asked.pub")
    for question, text in zip((b"New password: ", b"Password again: "), answers):
        s.answer(question, text)
    return s


def expect(text, found):
    if text not in found:
        sys.exit(f"{text!r} is not told: {found!r}")


expect(b"the passwords differ", keygen(b"hunter2\n", b"hunter3\n").end(1))
expect(b"an empty password", keygen(b"\n").end(1))
expect(b"no password was read", keygen(b"\x04").end(1))
keygen(b"hunter2\n", b"hunter2\n").end(0)

s = Session("sign", "-s", "sealed.key", "a.image")
s.answer(b"Password: ", b"hunter2\n")
expect(b"the password is wrong", s.end(1))

s = Session("sign", "-s", "sealed.key", "a.image")
s.answer(b"Password: ", password)
expect(b"a.image.minisig: set mine", s.end(0))

# A long one: longer than a password may be, and than a terminal's line.
s = Session("sign", "-s", "sealed.key", "a.image")
s.answer(b"Password: ", b"".join(b"hunter%d" % (i % 10) for i in range(200)) + b"\n")
expect(b"no secret key to use", s.end(1))

# Interrupted: the terminal shows again what is typed.
s = Session("sign", "-s", "sealed.key", "a.image")
s.until(b"Password: ")
os.write(s.terminal, b"hunt\x03")
end = time.monotonic() + 60
while not s.echoes() and time.monotonic() < end:
    time.sleep(0.01)
if not s.echoes():
    sys.exit("after an interrupt the terminal stays dark")
s.end(-2)
