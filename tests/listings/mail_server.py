"""A mail server on the loopback for tests: takes mail, and answers as it is told to."""

import asyncio
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller

TAKEN = "250 OK"


class Server:
    """What came in, and how it behaves: its next answers (then it takes all), and how many seconds it needs before it
    answers to a recipient, before it takes a message, and before it says that it took it."""

    def __init__(self, port):
        self.port, self.messages, self.senders, self.recipients, self.tried = port, [], [], [], 0
        self.to_recipient, self.to_message = [], []
        self.hesitates_seconds = self.thinks_seconds = self.answers_late_seconds = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tried += 1
        await asyncio.sleep(self.hesitates_seconds)
        answer = self.to_recipient.pop(0) if self.to_recipient else TAKEN
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.thinks_seconds)
        answer = self.to_message.pop(0) if self.to_message else TAKEN
        if answer == TAKEN:
            self.messages.append(envelope.content)
            self.senders.append(envelope.mail_from)
            self.recipients += envelope.rcpt_tos
        await asyncio.sleep(self.answers_late_seconds)
        return answer


@contextmanager
def running(port=None):
    """A server that listens on 127.0.0.1 while the block lasts."""
    server = Server(port or free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
