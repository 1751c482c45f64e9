"""A way to a server that takes time: python -m tests.benchmarks.children.delay PORT MILLISECONDS.

Listens on loopback, prints its own port, hands on what comes to PORT half the milliseconds later, and back alike.
"""

from __future__ import annotations

import asyncio
import sys


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """Hand on in order, each piece so much later, until the end comes."""
    loop = asyncio.get_running_loop()
    try:
        while octets := await reader.read(1 << 18):
            loop.call_later(seconds, writer.write, octets)
    except ConnectionError:
        pass
    loop.call_later(seconds, writer.close)


async def main(port: int, milliseconds: float) -> None:
    """Serve until the process is ended."""

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(*(carry(*way, milliseconds / 2000) for way in ((reader, back), (there, writer))))

    server = await asyncio.start_server(join, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
