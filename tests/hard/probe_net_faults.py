# SPDX-License-Identifier: BSD-2-Clause
# probe_net_faults.py PROGRAM SYNTH FAULT few|all [SINK...]: each call by which skypedpi-probe sends to a network fails once, or
# does less than was asked, against a server that is there. What its manual promises holds: with exit status 0 all has
# arrived, in order, and once; what has not is told, and the status is 1; with 2 nothing was sent.
import concurrent.futures, os, re, shutil, socket, subprocess, sys, tempfile
from listeners import FtpServer, Server, ipfix_records, syslog_frames, tls_context

program, synth, preload = map(os.path.abspath, sys.argv[1:4])  # pyftpdlib goes to other folders
amount = sys.argv[4]
EINTR, EAGAIN, EPIPE, ECONNRESET, ENOBUFS, ETIMEDOUT, ECONNREFUSED, EIO = 4, 11, 32, 104, 105, 110, 111, 5
EAI_AGAIN = -3
CALLS = {  # the errors of each, the first one for a short test; 0: a single byte
    'getaddrinfo': [EAI_AGAIN],
    'socket': [ENOBUFS],
    'connect': [ETIMEDOUT, EINTR, ECONNREFUSED],
    'getsockopt': [ENOBUFS],
    'ioctl': [EIO],
    'poll': [ENOBUFS, EINTR],
    'send': [EPIPE, 0, EINTR, EAGAIN, ENOBUFS, ECONNREFUSED, ECONNRESET],
    'sendto': [EPIPE, 0, EINTR],
    'write': [EPIPE, 0, EINTR, EAGAIN],
    'recv': [ECONNRESET, 0, EINTR],
    'recvfrom': [ECONNRESET],
    'read': [ECONNRESET, 0, EINTR],
    'shutdown': [ENOBUFS],
    'close': [EIO],
}
FOR_EVER = {'connect': ECONNREFUSED, 'send': EPIPE, 'write': EPIPE, 'getaddrinfo': EAI_AGAIN}  # that one, and all after it
MANY = ('send', 'write', 'recv', 'read', 'poll', 'ioctl', 'getsockopt')  # some of these calls will do

scratch = tempfile.mkdtemp()
capture = scratch + '/a.pcap'


def run(folder, arguments, fault=None):
    """The probe; its exit status, what it said, and whether the fault was met."""
    fired = folder + '/fired'
    environment = {k: v for k, v in os.environ.items() if k != 'MALLOC_PERTURB_'}
    if fault:
        call, at, error, for_ever = fault
        environment.update(LD_PRELOAD=preload, FAULT_CALL=call, FAULT_AT=str(at), FAULT_ERRNO=str(error), FAULT_FIRED=fired)
        environment.update({'FAULT_SHORT': '1'} if error == 0 else {'FAULT_ALWAYS': '1'} if for_ever else {})
    read = [] if '-r' in arguments else ['-r', capture]
    words = [program, '-w', '1', '--max-flows', '64', '--max-endpoints', '64', '--name', 'a'] + read + arguments
    done = subprocess.run(words, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, timeout=100)
    return done.returncode, done.stderr.decode(errors='replace'), os.path.exists(fired)


class Stream:
    """A sink that sends messages one after the other."""

    def __init__(self, name, stream, options, read, told):
        self.name, self.stream, self.options, self.read, self.told = name, stream, options, read, told
        self.tls = tls_context(scratch) if name == 'syslog-tls' else None

    def try_once(self, folder, fault=None):
        server = Server(socket.SOCK_STREAM if self.stream else socket.SOCK_DGRAM, self.tls)
        try:
            status, said, fired = run(folder, [word.format(port=server.port) for word in self.options], fault)
        finally:
            parts = server.end()
        # the number of the process is another each time
        return status, said, fired, [re.sub(rb'skypedpi-probe \d+', b'', one) for one in self.read(parts, self.stream)]

    def judge(self, whole, status, said, got):
        if len(set(got)) != len(got):
            return 'something came twice'
        if self.stream and got != whole[:len(got)]:
            return 'not in its order'
        if not set(got) <= set(whole):
            return 'something else came'
        if status == 0:
            return None if len(got) == len(whole) or not self.stream else '%d of %d came' % (len(got), len(whole))
        if status == 2:
            return 'it could not run, and sent' if got else None
        told = re.search(self.told, said)
        if not told:
            return 'what is lost is not told'
        return None if int(told[1]) >= len(whole) - len(got) > 0 else '%s told, %d lost' % (told[1], len(whole) - len(got))


class Export:
    """Files to an FTP server."""

    name, stream = 'export', True

    def __init__(self):
        os.mkdir(scratch + '/ftp')
        self.server = FtpServer(scratch + '/ftp')

    def arguments(self, folder):
        there = os.path.basename(folder)
        os.makedirs(scratch + '/ftp/' + there, exist_ok=True)
        os.makedirs(folder + '/spool', exist_ok=True)
        url = 'ftp://127.0.0.1:%d/%s' % (self.server.port, there)
        return scratch + '/ftp/' + there, ['--export', url, '--export-every', '10', '--step', '10', '--export-dir', folder + '/spool']

    def try_once(self, folder, fault=None):
        there, arguments = self.arguments(folder)
        status, said, fired = run(folder, arguments, fault)
        if 'to be sent after the next start' in said:  # which is another run
            run(folder, ['-r', scratch + '/none.pcap'] + arguments)
        names = sorted(os.listdir(there))
        return status, said, fired, [name.split('.')[-1].encode() + open(there + '/' + name, 'rb').read() for name in names]

    def judge(self, whole, status, said, got):
        if status == 2 and not got:
            return None
        return None if got == whole else 'other files came: ' + repr(got)


def sinks():
    tcp, udp = '127.0.0.1:{port}', '127.0.0.1:{port}'
    lost, unsent = r'syslog: (\d+) messages were not delivered', r'(\d+) records'
    yield Stream('syslog-udp', False, ['--syslog', 'udp://' + udp, '--syslog-all'], syslog_frames, lost)
    yield Stream('syslog-tcp', True, ['--syslog', 'tcp://' + tcp, '--syslog-all'], syslog_frames, lost)
    yield Stream('syslog-tls', True, ['--syslog', 'tls://' + tcp, '--syslog-all', '--syslog-ca', scratch + '/ca.pem'],
                 syslog_frames, lost)
    yield Stream('ipfix-udp', False, ['--ipfix', 'udp://' + udp], ipfix_records, unsent)
    yield Stream('ipfix-tcp', True, ['--ipfix', 'tcp://' + tcp], ipfix_records, unsent)
    yield Export()


def which(call, for_ever):
    if amount == 'few':
        return (1,) if for_ever else (1, 4, 8, 9) if call in MANY else (1, 2)
    return range(1, 13 if call in MANY else 7)


def series(sink, whole, call, error, for_ever):
    """One call after the other fails, to the last there is; how many, and what was wrong."""
    wrong, count = [], 0
    for at in which(call, for_ever):
        folder = '%s/%s-%s-%d-%d-%d' % (scratch, sink.name, call, error, at, for_ever)
        os.mkdir(folder)
        try:
            status, said, fired, got = sink.try_once(folder, (call, at, error, for_ever))
        except subprocess.TimeoutExpired:
            return count + 1, wrong + ['%s: it does not end' % os.path.basename(folder)]
        if not fired:
            break
        count += 1
        bad = sink.judge(whole, status, said, got) if status in (0, 1, 2) else 'it ended with %d' % status
        if status == 1 and sink.stream and not for_ever:
            bad = bad or 'lost, though the server was there'
        if status != 0 and not re.search('skypedpi-probe: (?![0-9]+ frames)', said):
            bad = bad or 'no complaint'
        if bad:
            wrong.append('%s (status %d): %s\n%s' % (os.path.basename(folder), status, bad, said))
    return count, wrong


def main():
    subprocess.run([synth, 'udp-probe-accept', '-o', capture], check=True)
    with open(capture, 'rb') as whole, open(scratch + '/none.pcap', 'wb') as none:
        none.write(whole.read(24))
    jobs, counts, complaints = [], {}, []
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        for sink in sinks():
            if sys.argv[5:] and sink.name not in sys.argv[5:]:
                continue
            os.mkdir(scratch + '/' + sink.name)
            status, said, _, whole = sink.try_once(scratch + '/' + sink.name)
            if status != 0 or not whole:
                sys.exit('%s: without any fault: %d, %s' % (sink.name, status, said))
            for call, errors in CALLS.items():
                for error in errors[:2 if amount == 'few' else None]:
                    if error == 0 and not sink.stream:
                        continue  # a datagram is taken whole or not at all
                    jobs.append((sink.name, pool.submit(series, sink, whole, call, error, False)))
            for call, error in FOR_EVER.items():
                jobs.append((sink.name, pool.submit(series, sink, whole, call, error, True)))
        for name, job in jobs:
            count, wrong = job.result()
            counts[name] = counts.get(name, 0) + count
            complaints += wrong
    print('\n'.join(complaints))
    print('faults:', counts, '%d not dealt with' % len(complaints))
    return 1 if complaints or min(counts.values()) < 8 else 0


try:
    result = main()
finally:
    shutil.rmtree(scratch, ignore_errors=True)
sys.exit(result)
