"""Asks by DNS over QUIC twice, the second time with the first connection's session ticket.

Usage: resume.py CERTIFICATE QUIC_PORT NAME
"""
import asyncio
import struct
import sys

import dns.message
from aioquic.asyncio.client import connect
from aioquic.asyncio.protocol import QuicConnectionProtocol
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import HandshakeCompleted, StreamDataReceived

certificate, port, name = sys.argv[1:]
tickets = []


class Question(QuicConnectionProtocol):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.resumed = None
        self.received = b""
        self.answer = asyncio.get_running_loop().create_future()

    def quic_event_received(self, event):
        if isinstance(event, HandshakeCompleted):
            self.resumed = event.session_resumed
        elif isinstance(event, StreamDataReceived):
            self.received += event.data
            if event.end_stream:
                self.answer.set_result(self.received)


async def ask():
    configuration = QuicConfiguration(alpn_protocols=["doq"], is_client=True, server_name="localhost")
    configuration.load_verify_locations(certificate)
    if tickets:
        configuration.session_ticket = tickets[-1]
    async with connect(
        "127.0.0.1",
        int(port),
        configuration=configuration,
        create_protocol=Question,
        session_ticket_handler=tickets.append,
    ) as connection:
        query = dns.message.make_query(name, "A")
        query.id = 0
        wire = query.to_wire()
        stream = connection._quic.get_next_available_stream_id()
        connection._quic.send_stream_data(stream, struct.pack("!H", len(wire)) + wire, True)
        connection.transmit()
        answer = dns.message.from_wire((await connection.answer)[2:])
        address = answer.answer[0][0].address
        print("resumed" if connection.resumed else "new", address)


asyncio.run(ask())
asyncio.run(ask())
