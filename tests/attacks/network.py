"""Attacks on the network: connections, packets, servers, sockets to other processes."""

from __future__ import annotations

from functools import partial

from attacks.base import Attack, Unproven, accepted, lines, received, told

attack = partial(Attack, "network")

ATTACKS = (
    attack(
        "connect",
        "call home",
        "import socket\nsocket.create_connection(('127.0.0.1', $tcp), 1)",
        accepted("tcp"),
    ),
    attack(
        "connect-by-version-6",
        "call home by the other Internet protocol",
        "import socket\nsocket.socket(socket.AF_INET6).connect(('::ffff:127.0.0.1', $tcp))",
        accepted("tcp"),
    ),
    attack(
        "send-a-packet",
        "call home without a connection",
        "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', $udp))",
        received("udp"),
    ),
    attack(
        "connect-by-name",
        "talk to a service by its socket in a folder",
        "import socket\nsocket.socket(socket.AF_UNIX).connect($named)",
        accepted("named"),
    ),
    attack(
        "connect-abstractly",
        "talk to a service by a socket that has no file",
        "import socket\nsocket.socket(socket.AF_UNIX).connect($abstract)",
        accepted("hidden"),
    ),
    attack(
        "send-to-a-name",
        "drop a message into a service's socket",
        "import socket\nsocket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'x', $datagrams)",
        received("datagrams"),
    ),
    attack(
        "send-by-the-job-socket",
        "send a packet elsewhere by the one socket that there is",
        lines(
            """
            import ctypes, os, struct
            libc = ctypes.CDLL(None, use_errno=True)
            address = struct.pack('=H108s', 1, $datagrams.encode())
            for number in range(3, 20):
                if libc.sendto(number, b'x', 1, 0x4000, address, len(address)) == 1:
                    return True
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
            """
        ),
        received("datagrams"),
        control=Unproven("a connected socket sends to nobody else, whatever the layers"),
    ),
    attack(
        "open-a-server",
        "wait for orders",
        "import socket\nreturn socket.create_server(('127.0.0.1', 0)).getsockname()[1] > 0",
        told,
    ),
    attack(
        "listen-to-the-wire",
        "read what others send",
        "import socket\nreturn socket.socket(socket.AF_PACKET, socket.SOCK_RAW).fileno() > 0",
        told,
        control=Unproven("only an administrator may"),
    ),
    attack(
        "ask-for-interfaces",
        "learn the machine's addresses from the kernel",
        "import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).bind((0, 0))\n"
        "return any(name != 'lo' for _, name in socket.if_nameindex()) or True",
        told,
    ),
    attack(
        "resolve-a-name",
        "let the resolver of the system ask the network",
        "import socket\nreturn socket.getaddrinfo('localhost', 80)[0][4][1] == 80",
        told,
    ),
    attack(
        "fetch-a-page",
        "fetch orders by the standard library",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:$tcp/', timeout=0.2)",
        accepted("tcp"),
    ),
    attack(
        "pair-of-sockets",
        "make a channel to hand on to somebody",
        "import socket\nreturn len(socket.socketpair()) == 2",
        told,
    ),
    attack(
        "kernel-cryptography",
        "reach a rarely used part of the kernel by a socket",
        "import socket\nsocket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET, 0)\nreturn True",
        told,
        control=Unproven("not every kernel has it"),
    ),
    attack(
        "hand-over-a-descriptor",
        "slip the parent an open file by the job socket",
        lines(
            """
            import array, os, socket
            for number in range(3, 64):
                try: os.write(number, b'')
                except OSError: continue
                line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, number)
                try: line.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [0]))])
                finally: line.detach()
            return True
            """
        ),
        control=Unproven("the parent takes no descriptor, whatever the layers"),
    ),
)
