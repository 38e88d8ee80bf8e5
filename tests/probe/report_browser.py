# SPDX-License-Identifier: BSD-2-Clause
"""A headless Chromium, driven through a pipe with its own protocol and nothing but Python's library."""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
         '--disable-component-update', '--disable-sync', '--remote-debugging-pipe', '--hide-scrollbars']


class Browser:
    def __init__(self, program='chromium'):
        self.profile = tempfile.mkdtemp(prefix='report_browser.')
        down, self.out = os.pipe()
        self.into, up = os.pipe()
        os.set_inheritable(down, True)
        os.set_inheritable(up, True)
        # the protocol wants the pipe's ends as 3 and 4; the shell moves them there, and is replaced
        self.process = subprocess.Popen(
            ['sh', '-c', f'exec "$@" 3<&{down} 4>&{up}', 'sh', program, *FLAGS, f'--user-data-dir={self.profile}',
             'about:blank'], pass_fds=(down, up), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(down)
        os.close(up)
        self.buffer, self.number, self.session, self.events = b'', 0, None, []
        target = self.call('Target.createTarget', url='about:blank')['targetId']
        self.session = self.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in ('Page', 'Runtime', 'Log', 'Network', 'Audits'):
            self.call(domain + '.enable')

    def close(self):
        os.close(self.out)
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.into)
        for _ in range(20):  # its last children may still write
            shutil.rmtree(self.profile, ignore_errors=True)
            if not os.path.exists(self.profile):
                return
            time.sleep(0.1)

    def _message(self, until):
        while b'\0' not in self.buffer:
            if not select.select([self.into], [], [], max(0, until - time.monotonic()))[0]:
                raise TimeoutError('the browser says nothing')
            piece = os.read(self.into, 1 << 20)
            if not piece:
                raise RuntimeError('the browser has gone')
            self.buffer += piece
        message, self.buffer = self.buffer.split(b'\0', 1)
        return json.loads(message)

    def call(self, method, seconds=60, **parameters):
        self.number += 1
        order = {'id': self.number, 'method': method, 'params': parameters}
        if self.session:
            order['sessionId'] = self.session
        os.write(self.out, json.dumps(order).encode() + b'\0')
        until = time.monotonic() + seconds
        while True:
            message = self._message(until)
            if message.get('id') == self.number:
                if 'error' in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message['result']
            if 'method' in message:
                self.events.append(message)

    def wait_for(self, method, seconds=60):
        until = time.monotonic() + seconds
        while not any(event['method'] == method for event in self.events):
            message = self._message(until)
            if 'method' in message:
                self.events.append(message)

    def load(self, path):
        """Loads a page; returns the seconds it took until it had run its script and was laid out."""
        self.events = []
        begin = time.monotonic()
        self.call('Page.navigate', url='file://' + os.path.abspath(path))
        self.wait_for('Page.loadEventFired')
        self.run('document.body.getBoundingClientRect().height')
        return time.monotonic() - begin

    def run(self, script):
        """The value of an expression in the page; promises are awaited."""
        result = self.call('Runtime.evaluate', expression=script, returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in result:
            raise RuntimeError(json.dumps(result['exceptionDetails'])[:600])
        return result['result'].get('value')

    def look(self, width=1280, height=900, dark=False, phone=False):
        self.call('Emulation.setDeviceMetricsOverride', width=width, height=height, mobile=phone,
                  deviceScaleFactor=2 if phone else 1)
        self.call('Emulation.setEmulatedMedia',
                  features=[{'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'}])

    def key(self, name, code, text=''):
        for kind in ('keyDown', 'keyUp'):
            self.call('Input.dispatchKeyEvent', type=kind, key=name, windowsVirtualKeyCode=code,
                      **({'text': text} if text and kind == 'keyDown' else {}))

    def shot(self, path, top=0, height=None):
        width, whole = self.run('[document.documentElement.clientWidth, document.documentElement.scrollHeight]')
        clip = {'x': 0, 'y': top, 'width': width, 'height': min(height or whole, whole - top), 'scale': 1}
        picture = self.call('Page.captureScreenshot', captureBeyondViewport=True, clip=clip)
        with open(path, 'wb') as out:
            out.write(base64.b64decode(picture['data']))

    def complaints(self):
        """All the console, the log and the audits had to say, and every address that was asked for."""
        said, asked = [], []
        for event in self.events:
            parameters = event['params']
            if event['method'] == 'Runtime.consoleAPICalled':
                said.append(parameters['type'] + ': ' + str([a.get('value') for a in parameters['args']]))
            elif event['method'] == 'Runtime.exceptionThrown':
                said.append(json.dumps(parameters['exceptionDetails'])[:300])
            elif event['method'] == 'Log.entryAdded':
                said.append(parameters['entry']['text'])
            elif event['method'] == 'Audits.issueAdded':
                said.append(json.dumps(parameters['issue'])[:300])
            elif event['method'] == 'Network.requestWillBeSent':
                asked.append(parameters['request']['url'])
        return said, asked
