"""An identity provider on this machine for tests: it knows one client, checks its secret and PKCE, and signs tokens."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT, SECRET = "homeward", "a secret invented for tests, long enough to sign with"
KEY = "a key invented for tests, which only the provider knows"


class IdentityProvider:
    """A running provider. `asked` holds every path that was asked for; `claims` overrides what its tokens say."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.asked: list[str] = []
        self.claims: dict[str, Any] = {}
        self._codes: dict[str, tuple[str, dict[str, str]]] = {}

    def approve(self, address: str, subject: str) -> str:
        """Do what a person does at the provider: sign in as `subject` and be sent back to the address returned."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"]
        code = secrets.token_urlsafe()
        self._codes[code] = (subject, asked)
        return f"{urlsplit(asked['redirect_uri']).path}?code={code}&state={asked['state']}"

    def tokens(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Give tokens for a code, once, to the client that can prove that it began; else None."""
        subject, asked = self._codes.pop(sent.get("code", ""), ("", {}))
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        proved = base64.urlsafe_b64encode(proof).rstrip(b"=").decode() == asked.get("code_challenge")
        if not (subject and proved and sent.get("client_secret") == SECRET):
            return None
        told = {"iss": self.issuer, "aud": CLIENT, "sub": subject, "exp": int(time.time()) + 60}
        told |= {"email": f"{subject}@council.example", "name": "Name From Elsewhere"} | self.claims
        token = jwt.encode(told, KEY, algorithm="HS256", headers={"kid": "1"})
        return {"access_token": "token-that-is-not-kept", "token_type": "Bearer", "id_token": token}


@contextmanager
def running_provider() -> Iterator[IdentityProvider]:
    """Run a provider on a free port of 127.0.0.1 until the block is left."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = IdentityProvider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider = self.server.provider
        provider.asked.append(self.path)
        self._answer(
            {
                "issuer": provider.issuer,
                "authorization_endpoint": f"{provider.issuer}/authorize",
                "token_endpoint": f"{provider.issuer}/token",
                "userinfo_endpoint": f"{provider.issuer}/userinfo",
                "jwks_uri": f"{provider.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self) -> None:
        self.server.provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        tokens = self.server.provider.tokens({name: values[0] for name, values in parse_qs(body).items()})
        self._answer(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
