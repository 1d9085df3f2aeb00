"""The clients of the demo "cluster": they talk, count, and say when a node is to be stopped."""

import asyncio
import os
import random
import re
import statistics
import sys
import time

CLIENTS, PORT, *NODE_PORTS = map(int, sys.argv[1:6])
PACE = float(os.environ.get("PACE", "1"))
CHANNELS = max(1, CLIENTS // 30)
INTERVAL = 0.1  # between two messages to a channel


BACK = float(os.environ.get("BACK", "2"))  # seconds until the clients of a stopped node are back
failures = []


def say(text):
    print(text, flush=True)


def require(condition, text):
    """What the demo promises; if it is missed, the exit code is not 0."""
    if not condition:
        failures.append(text)
        say("FAILED: " + text)


class Client:
    """Connects again whenever it loses its connection."""

    all = []

    def __init__(self, number):
        self.number = number
        self.channel = "#c%d" % (number % CHANNELS)
        self.node = None
        self.joined = None  # since when; None while it is not in its channel
        self.lost_at = None
        self.back_after = []  # seconds
        self.told = 0  # the server has said that it stops
        self.received = {}  # sender: {message: (when, node of the sender)}
        self.quits = 0
        self.refused = 0
        self.tries = 0
        self.writer = None
        Client.all.append(self)

    async def run(self):
        while True:
            try:
                reader, self.writer = await asyncio.open_connection("127.0.0.1", PORT)
                self.register()
                async for line in reader:
                    self.line(line.decode("latin-1").rstrip("\r\n"))
            except OSError:
                pass
            if self.joined is not None:
                self.lost_at = time.monotonic()
            self.joined = None
            await asyncio.sleep(random.uniform(0.05, 0.3))

    def send(self, text):
        self.writer.write((text + "\r\n").encode("latin-1"))

    def register(self):
        nick = "c%d" % self.number + "_%d" % self.tries * (self.tries > 0)
        self.send("NICK " + nick)
        self.send("USER c 0 * :client")

    def line(self, line):
        words = line.split(" ")
        if words[0] == "PING":
            self.send("PONG " + words[1])
        elif words[0] == "ERROR":
            self.told += 1
        elif words[1] == "001":
            self.node = words[0][1:]
            self.send("JOIN " + self.channel)
        elif words[1] in ("433", "437"):
            self.refused += 1
            self.tries += 1
            asyncio.get_running_loop().call_later(0.2, self.register)
        elif words[1] == "366":
            self.joined = time.monotonic()
            if self.lost_at is not None:
                self.back_after.append(self.joined - self.lost_at)
                self.lost_at = None
        elif words[1] == "PRIVMSG":
            sender, number, node, sent = words[3][1:].split(",")
            at = (float(sent), time.monotonic() - float(sent), node)
            self.received.setdefault(int(sender), {})[int(number)] = at
        elif words[1] == "QUIT":
            self.quits += 1


class Sender:
    """The first client of a channel that is connected; numbers its messages."""

    def __init__(self, channel):
        self.channel = channel
        self.sent = {}  # number: (when, client)

    async def run(self):
        number = 0
        while True:
            client = next(
                (c for c in Client.all if c.channel == self.channel and c.joined), None)
            if client is not None:
                now = time.monotonic()
                self.sent[number] = (now, client)
                client.send("PRIVMSG %s :%d,%d,%s,%f" % (
                    self.channel, int(self.channel[2:]), number, client.node, now))
                number += 1
            await asyncio.sleep(INTERVAL)


def count(senders, begin, end, nodes):
    """Messages between clients of `nodes` that were connected all the time: expected, lost."""
    expected = lost = 0
    for sender in senders:
        messages = [
            (number, client) for number, (when, client) in sender.sent.items()
            if begin <= when < end and client.joined and client.joined < begin
            and client.node in nodes]
        for receiver in Client.all:
            if (receiver.channel == sender.channel and receiver.joined
                    and receiver.joined < begin and receiver.node in nodes):
                got = receiver.received.get(int(sender.channel[2:]), {})
                for number, client in messages:
                    if client is not receiver:
                        expected += 1
                        lost += number not in got
    return expected, lost


def delays(begin, end, same):
    return sorted(
        delay * 1000
        for client in Client.all
        for messages in client.received.values()
        for sent, delay, node in messages.values()
        if begin <= sent < end and (node == client.node) == same)


def summary(values):
    if not values:
        return "none"
    return "p50 %.2f ms, p99 %.2f ms" % (
        statistics.median(values), values[int(len(values) * 0.99)])


async def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.02)
    return True


async def info():
    """Prints what the nodes have counted, and returns it."""
    counts = []
    nodes = {}
    for client in Client.all:
        if client.joined:
            nodes.setdefault(client.node, client)
    for node, client in sorted(nodes.items()):
        lines = []
        before = client.line

        def line(text, lines=lines, before=before):
            if " 371 " in text and "Messages" in text:
                lines.append(text.split(" :", 1)[1])
            before(text)

        client.line = line
        client.send("INFO")
        await asyncio.sleep(0.5)
        client.line = before
        for text in lines:
            say("  %s: %s" % (node, text))
        counts.append({
            kind: int(number)
            for text in lines for number, kind in re.findall(r"(\d+) (\w+)", text)})
    return counts


async def listening(port):
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        return True
    except OSError:
        return False


async def main():
    # HAProxy has seen all nodes before the first client connects.
    for port in NODE_PORTS:
        while not await listening(port):
            await asyncio.sleep(0.1)
    await asyncio.sleep(2)
    for number in range(CLIENTS):
        asyncio.ensure_future(Client(number).run())
    if not await until(lambda: all(c.joined for c in Client.all), 60):
        say("FAILED: %d of %d clients are connected" % (
            sum(c.joined is not None for c in Client.all), CLIENTS))
        say("@failed")
        return
    nodes = {}
    for client in Client.all:
        nodes[client.node] = nodes.get(client.node, 0) + 1
    say("%d clients in %d channels: %s" % (CLIENTS, CHANNELS, nodes))
    senders = [Sender("#c%d" % number) for number in range(CHANNELS)]
    for sender in senders:
        asyncio.ensure_future(sender.run())

    await asyncio.sleep(1)
    begin = time.monotonic()
    await asyncio.sleep(5 * PACE)
    end = time.monotonic()
    await asyncio.sleep(1)
    expected, lost = count(senders, begin, end, nodes)
    say("%g seconds: %d messages expected, %d lost" % (5 * PACE, expected, lost))
    require(expected > 0 and lost == 0, "no message is lost while all nodes run")
    say("  on one node: " + summary(delays(begin, end, True)))
    say("  across nodes: " + summary(delays(begin, end, False)))

    begin = time.monotonic()
    those = [c for c in Client.all if c.node == "node2"]
    say("@stop")
    await asyncio.sleep(5 * max(PACE, 0.8))
    end = time.monotonic()
    await asyncio.sleep(1)
    say("node2 is stopped (SIGTERM): %d clients, %d told, %d back, the last after %.2f s" % (
        len(those), sum(c.told for c in those), sum(c.joined is not None for c in those),
        max((b for c in those for b in c.back_after), default=0)))
    require(those and all(c.told for c in those), "the clients of the stopped node are told")
    require(all(c.joined and c.back_after and max(c.back_after) <= BACK for c in those),
            "the clients of the stopped node are back within %g s" % BACK)
    expected, lost = count(senders, begin, end, ["node1", "node3"])
    say("  between the others: %d messages expected, %d lost" % (expected, lost))
    require(expected > 0 and lost == 0, "no message between the others is lost at the stop")

    say("@start")
    await asyncio.sleep(4)
    for client in Client.all:
        client.back_after, client.quits = [], 0
    begin = time.monotonic()
    those = [c for c in Client.all if c.node == "node3"]
    say("@kill")
    await asyncio.sleep(max(8, 12 * PACE))
    end = time.monotonic()
    await asyncio.sleep(1)
    say("node3 is killed: %d clients, %d back, the last after %.2f s; %d names were held" % (
        len(those), sum(c.joined is not None for c in those),
        max((b for c in those for b in c.back_after), default=0),
        sum(c.refused for c in those)))
    say("  the others received %d QUIT lines" % sum(
        c.quits for c in Client.all if c not in those))
    require(those and all(c.joined for c in those), "the clients of the killed node are back")
    expected, lost = count(senders, begin, end, ["node1", "node2"])
    say("  between the others: %d messages expected, %d lost" % (expected, lost))
    require(expected > 0 and lost == 0, "no message between the others is lost at the kill")

    begin = time.monotonic()
    say("@restart")
    await asyncio.sleep(max(9, 12 * PACE))
    end = time.monotonic()
    await asyncio.sleep(1)
    say("the engine is restarted: %d of %d clients are connected" % (
        sum(c.joined is not None for c in Client.all), CLIENTS))
    require(all(c.joined for c in Client.all), "all clients are connected in the end")
    alone = 0
    for node in "node1", "node2":
        expected, lost = count(senders, begin, end, [node])
        say("  on %s alone: %d messages expected, %d lost" % (node, expected, lost))
        require(lost == 0, "no message between clients of %s is lost" % node)
        alone += expected
    require(alone > 0, "the clients of a node talk while the engine is away")
    expected, lost = count(senders, begin, end, ["node1", "node2"])
    say("  on both: %d messages expected, %d lost" % (expected, lost))
    require(lost > 0, "messages between the nodes are lost while the engine is away")
    reported = await info()
    require(len(reported) == 2, "both nodes report")
    require(all(r["dropped"] > 0 for r in reported), "the nodes count what they have dropped")
    require(all(r["missed"] > 0 for r in reported), "the nodes count what they have missed")
    if failures:
        say("@failed")


asyncio.run(main())
