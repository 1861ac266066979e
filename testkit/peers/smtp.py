"""An SMTP server for tests: prints its port and its certificate authority, then one line of JSON for each mail.

With the argument `guarded` it takes nothing but over STARTTLS and from the user asty.
"""

import asyncio
import base64
import email
import email.policy
import json
import ssl
import sys

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

GUARDED = "guarded" in sys.argv


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 No such user here"
        if address.startswith("busy@"):
            return "451 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        files = {part.get_filename(): base64.b64encode(part.get_payload(decode=True)).decode() for part in mail.iter_attachments()}
        headers = {name.lower(): str(value) for name, value in mail.items()}
        text = mail.get_body(("plain",)).get_content()
        secure = session.ssl is not None
        seen = {"to": envelope.rcpt_tos, "headers": headers, "text": text, "files": files, "secure": secure}
        print(json.dumps(seen), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    # Not handled: the server itself answers whom it does not let in.
    return AuthResult(success=(data.login, data.password) == (b"asty", b"right-word"), handled=False)


async def main():
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)

    def session():
        return SMTP(
            Handler(),
            hostname="localhost",
            enable_SMTPUTF8=True,
            tls_context=context if GUARDED else None,
            require_starttls=GUARDED,
            auth_required=GUARDED,
            authenticator=authenticate if GUARDED else None,
        )

    loop = asyncio.get_running_loop()
    # Whoever started it holds the other end of its input: with them it ends, however they end.
    loop.add_reader(sys.stdin, sys.exit)
    server = await loop.create_server(session, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"port": port, "authority": authority.cert_pem.bytes().decode()}), flush=True)
    await server.serve_forever()


asyncio.run(main())
