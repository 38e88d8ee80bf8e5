# SPDX-License-Identifier: BSD-2-Clause
# What the probe sends to, on this host: servers that keep what came, in the order in which it came.
import logging, socket, ssl, struct, subprocess, threading, warnings


class Server:
    """Listens on a port of its own; parts[] is what came over each connection, or each datagram."""

    def __init__(self, kind, tls=None):
        self.parts, self.threads, self.tls = [], [], tls
        self.socket = socket.socket(socket.AF_INET, kind)
        self.socket.bind(('127.0.0.1', 0))
        self.port = self.socket.getsockname()[1]
        self.ended = False
        if kind == socket.SOCK_STREAM:
            self.socket.listen(16)
        self.begin(self.accept if kind == socket.SOCK_STREAM else self.receive)

    def begin(self, run, *arguments):
        thread = threading.Thread(target=run, args=arguments, daemon=True)
        self.threads.append(thread)
        thread.start()

    def receive(self):
        self.socket.settimeout(0.2)
        while True:
            try:
                self.parts.append(self.socket.recv(65536))
            except socket.timeout:
                if self.ended:
                    return

    def accept(self):
        self.socket.settimeout(0.05)
        while True:
            ended = self.ended  # a connection may wait yet
            try:
                connection = self.socket.accept()[0]
            except socket.timeout:
                if ended:
                    return
                continue
            part = bytearray()
            self.parts.append(part)
            self.begin(self.read, connection, part)

    def read(self, connection, part):
        connection.settimeout(20)
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            while True:
                data = connection.recv(65536)
                if not data:
                    break
                part += data
        except (OSError, ssl.SSLError):
            pass
        connection.close()

    def end(self):
        """What came, when no more will."""
        self.ended = True
        for thread in self.threads:  # the first one begins the others
            thread.join()
        self.socket.close()
        return [bytes(part) for part in self.parts]


def tls_context(folder):
    """Certificate and key, made in the folder; the certificate is ca.pem."""
    run = lambda *words: subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
    run('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
        '-keyout', folder + '/key.pem', '-out', folder + '/ca.pem', '-subj', '/CN=localhost',
        '-addext', 'subjectAltName=IP:127.0.0.1')
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder + '/ca.pem', folder + '/key.pem')
    return context


def syslog_frames(parts, stream):
    """Messages in their order (RFC 6587, 3.4.1); of one that broke off nothing."""
    if not stream:
        return list(parts)
    found = []
    for part in parts:
        while b' ' in part[:6]:
            length, rest = part.split(b' ', 1)
            if len(rest) < int(length):
                break
            found.append(rest[:int(length)])
            part = rest[int(length):]
    return found


class Templates:
    """Reads data records of IPFIX (RFC 7011) that are of a template, none of an options template."""

    def __init__(self):
        self.fields = {}

    def message(self, data):
        found, at = [], 16
        while at + 4 <= len(data):
            kind, length = struct.unpack('>HH', data[at:at + 4])
            body = data[at + 4:at + length]
            if length < 4:
                break  # no set is shorter: what came is not IPFIX
            if kind in (2, 3):
                self.templates(body, kind == 3)
            elif self.fields.get(kind):
                found += self.records(kind, body)
            at += length
        return found

    def templates(self, body, options):
        while len(body) >= 4:
            number, count = struct.unpack('>HH', body[:4])
            body = body[6 if options else 4:]
            fields = []
            for _ in range(count):
                element, length = struct.unpack('>HH', body[:4])
                body = body[8 if element & 0x8000 else 4:]
                fields.append(length)
            self.fields[number] = None if options else fields

    def records(self, kind, body):
        found, at = [], 0
        while at < len(body) and any(body[at:]) and self.fields[kind]:
            begin = at
            for length in self.fields[kind]:
                if length == 65535:
                    length = body[at]
                    at += 1
                    if length == 255:
                        length = struct.unpack('>H', body[at:at + 2])[0]
                        at += 2
                at += length
            found.append(bytes([kind >> 8, kind & 255]) + body[begin:at])
        return found


def ipfix_records(parts, stream):
    """Records of connections, in their order; of a message that broke off nothing."""
    found, templates = [], Templates()
    for part in parts:
        if stream:
            templates = Templates()
        while len(part) >= 16:
            length = struct.unpack('>H', part[2:4])[0]
            if length < 16 or len(part) < length:
                break
            found += templates.message(part[:length])
            part = part[length:]
    return found


class FtpServer:
    """pyftpdlib; the files of FOLDER/NAME are under ftp://127.0.0.1:port/NAME."""

    def __init__(self, folder):
        from pyftpdlib.authorizers import DummyAuthorizer
        from pyftpdlib.handlers import FTPHandler
        from pyftpdlib.servers import ThreadedFTPServer
        warnings.simplefilter('ignore')  # whoever comes may write: it is this host
        logging.disable(logging.CRITICAL)
        handler = type('Handler', (FTPHandler,), {'authorizer': DummyAuthorizer()})
        handler.authorizer.add_anonymous(folder, perm='elradfmwMT')
        self.server = ThreadedFTPServer(('127.0.0.1', 0), handler)
        self.server.max_cons = 0
        self.port = self.server.address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
