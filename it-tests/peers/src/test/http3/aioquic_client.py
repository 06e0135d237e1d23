"""gRPC over HTTP/3 with aioquic. Usage: aioquic_client.py PORT unary|stream|migrate|early

Prints one line, "ok ..." or "not ok ...".
"""

import asyncio
import socket
import ssl
import struct
import sys

from aioquic.asyncio.client import connect
from aioquic.asyncio.protocol import QuicConnectionProtocol
from aioquic.h3.connection import H3_ALPN, H3Connection
from aioquic.h3.events import DataReceived, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration


class Client(QuicConnectionProtocol):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.http = H3Connection(self._quic)
        self.calls = {}

    def quic_event_received(self, event):
        for message in self.http.handle_event(event):
            call = self.calls.get(message.stream_id)
            if call is None:
                continue
            if isinstance(message, HeadersReceived):
                call["fields"].update(message.headers)
            elif isinstance(message, DataReceived):
                call["body"] += message.data
                call["arrived"].set()
            if message.stream_ended:
                call["ended"].set()

    def call(self, method, message):
        stream = self._quic.get_next_available_stream_id()
        call = {"fields": {}, "body": b"", "ended": asyncio.Event(), "arrived": asyncio.Event()}
        self.calls[stream] = call
        self.http.send_headers(
            stream,
            [
                (b":method", b"POST"),
                (b":scheme", b"https"),
                (b":authority", b"localhost"),
                (b":path", b"/test.Echo/" + method),
                (b"content-type", b"application/grpc"),
                (b"te", b"trailers"),
            ],
        )
        self.http.send_data(stream, struct.pack(">BI", 0, len(message)) + message, True)
        self.transmit()
        return call

    def move(self):
        """Goes on from another port, as a telephone that changes its network."""
        sock = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        sock.bind(("::", 0))
        loop = asyncio.get_running_loop()
        return loop.create_datagram_endpoint(lambda: Forward(self), sock=sock)


class Forward(asyncio.DatagramProtocol):
    """The new socket of a connection."""

    def __init__(self, client):
        self.client = client

    def connection_made(self, transport):
        self.client._transport = transport
        self.client._quic.change_connection_id()
        self.client.transmit()

    def datagram_received(self, data, address):
        self.client.datagram_received(data, address)


def messages(body):
    found = []
    while len(body) >= 5:
        length = struct.unpack(">I", body[1:5])[0]
        found.append(body[5 : 5 + length])
        body = body[5 + length :]
    return found


async def early(port):
    """Calls once for a ticket, then with the first packets."""
    tickets = []
    configuration = QuicConfiguration(is_client=True, alpn_protocols=H3_ALPN)
    configuration.verify_mode = ssl.CERT_NONE
    async with connect(
        "127.0.0.1",
        port,
        configuration=configuration,
        create_protocol=Client,
        session_ticket_handler=tickets.append,
    ) as client:
        call = client.call(b"Unary", b"a")
        await asyncio.wait_for(call["ended"].wait(), 60)
        while not tickets:
            await client.ping()
    assert tickets[-1].max_early_data_size == 0xFFFFFFFF, tickets[-1].max_early_data_size
    configuration = QuicConfiguration(is_client=True, alpn_protocols=H3_ALPN)
    configuration.verify_mode = ssl.CERT_NONE
    configuration.session_ticket = tickets[-1]
    async with connect(
        "127.0.0.1",
        port,
        configuration=configuration,
        create_protocol=Client,
        wait_connected=False,
    ) as client:
        calls = [client.call(method, method) for method in (b"Read", b"Unary")]
        for call, method in zip(calls, (b"Read", b"Unary")):
            await asyncio.wait_for(call["ended"].wait(), 60)
            assert call["fields"][b"grpc-status"] == b"0", call["fields"]
            assert messages(call["body"]) == [method], call["body"]
        assert client._quic.tls.early_data_accepted, "early data was refused"
    return "two early calls"


async def run(port, case):
    if case == "early":
        return await early(port)
    configuration = QuicConfiguration(is_client=True, alpn_protocols=H3_ALPN)
    configuration.verify_mode = ssl.CERT_NONE
    async with connect(
        "127.0.0.1", port, configuration=configuration, create_protocol=Client
    ) as client:
        if case == "unary":
            for length in (0, 1, 1000, 1_000_000):
                call = client.call(b"Unary", b"x" * length)
                await asyncio.wait_for(call["ended"].wait(), 60)
                assert call["fields"][b"grpc-status"] == b"0", call["fields"]
                assert messages(call["body"]) == [b"x" * length], len(call["body"])
            return "four unary calls"
        call = client.call(b"Repeat", b"y" * 1000)
        if case == "migrate":
            await asyncio.wait_for(call["arrived"].wait(), 20)
            before = client._transport.get_extra_info("sockname")[1]
            await client.move()
            after = client._transport.get_extra_info("sockname")[1]
            assert before != after
        await asyncio.wait_for(call["ended"].wait(), 60)
        assert call["fields"][b"grpc-status"] == b"0", call["fields"]
        found = messages(call["body"])
        assert len(found) == 50 and set(found) == {b"y" * 1000}, len(found)
        return "fifty messages"


try:
    print("ok", sys.argv[2], asyncio.run(run(int(sys.argv[1]), sys.argv[2])))
except Exception as problem:
    print("not ok", sys.argv[2], type(problem).__name__, problem)
