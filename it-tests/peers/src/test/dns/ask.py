"""Asks for the A record of a name by each encrypted transport, with dnspython and aioquic.

Usage: ask.py CERTIFICATE TLS_PORT HTTPS_PORT QUIC_PORT NAME
"""
import sys

import dns.message
import dns.query

certificate, tls, https, quic, name = sys.argv[1:]
host = "127.0.0.1"
url = f"https://{host}:{https}/dns-query"
http3 = dns.query.HTTPVersion.H3


def show(transport, response):
    print(transport, " ".join(record.address for record in response.answer[0]))


query = dns.message.make_query(name, "A", use_edns=0, pad=128)
common = {"verify": certificate, "timeout": 20}
show("tls", dns.query.tls(query, host, port=int(tls), server_hostname="localhost", **common))
show("http/2", dns.query.https(query, url, **common))
show("http/3 post", dns.query.https(query, url, http_version=http3, post=True, **common))
show("http/3 get", dns.query.https(query, url, http_version=http3, post=False, **common))
show("quic", dns.query.quic(query, host, port=int(quic), server_hostname="localhost", **common))
