package org.ropewalk.it.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.ropewalk.it.simulation.Conversation.Expected;
import org.ropewalk.server.CloseReason;
import org.ropewalk.testing.MemoryPeer;

/** A client that sends without waiting, reads as slowly as it likes, and leaves as it likes. */
final class ScriptedPeer {
    private static final int MOST_SENT = 3_000;

    private final Scenario scenario;
    private final Random random;
    private final int number;
    private final MemoryPeer peer;
    private final Conversation conversation;
    private byte[] unsent = {};
    private int sent;
    private int serial;
    private int rate;
    private boolean reading = true;
    private boolean over;
    private boolean endsOutput;
    private boolean outputEnded;
    private boolean left;
    private boolean neverReads;
    private boolean closed;
    private List<Integer> awaitedPushes = List.of();

    ScriptedPeer(Scenario scenario, Random random, int number, MemoryPeer peer) {
        this.scenario = scenario;
        this.random = random;
        this.number = number;
        this.peer = peer;
        this.conversation = new Conversation(scenario, number);
        rate = 1 + random.nextInt(scenario.setting().large() ? 10_000 : 300);
        send("HI " + number, Expected.line("+HI " + number));
    }

    int number() {
        return number;
    }

    /** Whether it reads so slowly that the network is full of what it has not read. */
    boolean isBehind() {
        return conversation.awaits(scenario.setting().networkBytes() + 1);
    }

    // ---- what it does

    void act() {
        if (closed) {
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> reading = false;
            case 1 -> reading = true;
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    leave();
                }
            }
            case 3 -> {
                if (random.nextInt(4) == 0) {
                    endOutput();
                }
            }
            case 4 -> {
                stopReading();
                endUnread();
            }
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    command();
                }
            }
        }
        move();
    }

    /** Reads nothing more for now, and asks for more than the network holds. */
    void stopReading() {
        reading = false;
        int bytes = Math.max(500, scenario.setting().networkBytes() / 2);
        while (!over && !endsOutput && !isBehind()) {
            get(bytes);
        }
    }

    /** The server ends the connection while much is unread. */
    private void endUnread() {
        if (!over && !endsOutput) {
            switch (random.nextInt(3)) {
                case 0 -> quit();
                case 1 -> send("CLOSE", Expected.last("+CLOSING " + number));
                default -> fail(random.nextInt(200));
            }
        }
    }

    private void quit() {
        if (scenario.draws(Event.QUIT_UNREAD)) {
            send("QUIT", Expected.last("+BYE " + number));
        }
    }

    private void get(int bytes) {
        serial++;
        send("GET " + serial + " " + bytes, Expected.value(number, serial, bytes));
    }

    private void fail(int milliseconds) {
        serial++;
        int kind = scenario.draws(Event.LATE_VALUE_UNWRITABLE) ? random.nextInt(2) : 0;
        send("BREAK " + serial + " " + kind + " " + milliseconds, Expected.failure());
    }

    private void command() {
        serial++;
        int milliseconds = random.nextInt(3) == 0 ? 0 : random.nextInt(400);
        int group = random.nextInt(Groups.COUNT);
        if (endsOutput) {
            return;
        }
        switch (random.nextInt(16)) {
            case 0, 1 -> get(size());
            case 2, 3 -> put(size());
            case 4 -> text(1 + random.nextInt(5));
            case 5, 6 -> list(1 + random.nextInt(10));
            case 7, 8 -> {
                int bytes = random.nextInt(200);
                send(
                        "LATER " + serial + " " + bytes + " " + milliseconds,
                        Expected.value(number, serial, bytes));
            }
            case 9 ->
                    send(
                            "REFUSE " + serial + " " + milliseconds,
                            Expected.line("-REFUSED " + number + " " + serial));
            case 10 -> {
                if (random.nextInt(2) == 0) {
                    fail(milliseconds);
                }
            }
            case 11, 12 -> send("JOIN " + group, Expected.line("+JOINED " + number));
            case 13 -> send("LEAVE " + group, Expected.line("+LEFT " + number));
            case 14 -> send("SAY " + group, Expected.line("+SAID " + number));
            default -> end();
        }
    }

    private int size() {
        return random.nextInt(scenario.setting().large() && random.nextInt(3) == 0 ? 30_000 : 500);
    }

    private void put(int bytes) {
        send(
                "PUT " + serial + " " + bytes,
                Expected.line("+STORED " + number + " " + serial + " " + bytes));
        byte[] value = new byte[bytes + 2];
        java.util.Arrays.fill(value, Handler.pattern(number));
        value[bytes] = '\r';
        value[bytes + 1] = '\n';
        write(value);
    }

    private void text(int count) {
        StringBuilder reply = new StringBuilder("+TEXT\r\n");
        for (int i = 0; i < count; i++) {
            String line = Handler.line(number, serial, i);
            reply.append(line.startsWith(".") ? "." : "").append(line).append("\r\n");
        }
        send("TEXT " + serial + " " + count, Expected.line(reply.append('.').toString()));
    }

    private void list(int count) {
        StringBuilder reply = new StringBuilder();
        for (int i = 0; i < count; i++) {
            reply.append("i " + number + " " + serial + " " + i + "\r\n");
        }
        send("LIST " + serial + " " + count, Expected.line(reply.append('.').toString()));
    }

    private void end() {
        switch (random.nextInt(6)) {
            case 0 -> quit();
            case 1 -> send("CLOSE", Expected.last("+CLOSING " + number));
            default -> {
                // It stays.
            }
        }
    }

    /** Behind the last command it may go on sending, but is not answered. */
    private void send(String command, Expected reply) {
        if (!over) {
            conversation.expect(reply);
            over = reply.ends();
        }
        write((command + "\r\n").getBytes(ISO_8859_1));
    }

    private void write(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(unsent, sent, unsent.length - sent);
        all.writeBytes(bytes);
        unsent = all.toByteArray();
        sent = 0;
    }

    private void endOutput() {
        if (!endsOutput) {
            endsOutput = true;
            if (conversation.missing() > 0) {
                scenario.count(Event.HALF_CLOSE_UNREAD);
            }
        }
    }

    /** Ends the connection, whatever is under way. */
    void leave() {
        if (closed) {
            return;
        }
        left = true;
        closed = true;
        if (random.nextBoolean()) {
            scenario.count(Event.PEER_RESET);
            peer.reset();
        } else {
            if (conversation.missing() > 0) {
                scenario.count(Event.PEER_CLOSE_UNREAD);
            }
            peer.close();
        }
    }

    /** Writes what the network takes, and reads what its pace allows. */
    void move() {
        if (closed) {
            return;
        }
        int most = Math.min(unsent.length - sent, 1 + random.nextInt(MOST_SENT));
        for (int taken = 1; taken > 0 && most > 0; most -= taken) {
            taken = peer.write(unsent, sent, most);
            sent += taken;
        }
        if (sent == unsent.length && endsOutput && !outputEnded) {
            outputEnded = true;
            peer.shutdownOutput();
        }
        for (int left = reading ? rate : 0; left > 0; ) {
            byte[] bytes = peer.read(left);
            conversation.received(bytes);
            left = bytes.length == 0 ? 0 : left - bytes.length;
        }
        if (peer.isEnded() || peer.isReset() || neverReads && isGone()) {
            closed = true;
            peer.close();
        }
    }

    private boolean isGone() {
        Handler handler = scenario.handler(number);
        return handler != null && handler.isGone();
    }

    // ---- its end

    /** Sends and reads to the end from now on. */
    void finish() {
        neverReads = over && !closed && isBehind() && random.nextInt(3) == 0;
        if (neverReads) {
            scenario.count(Event.NEVER_READ);
            reading = false;
            return;
        }
        endOutput();
        reading = true;
        rate = Math.max(256, scenario.setting().networkBytes() / (1 + random.nextInt(30)));
        Handler handler = scenario.handler(number);
        if (!closed && handler != null && handler.peer().isOpen()) {
            awaitedPushes = List.copyOf(handler.pushes());
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Everything was delivered, or the end was counted with the cause for which it was not. */
    void verify() {
        Invariants invariants = scenario.invariants();
        invariants.require(closed, "connection %s does not end", number);
        Handler handler = scenario.handler(number);
        if (left || handler == null) {
            return;
        }
        CloseReason cause = scenario.cause(handler);
        if (cause == null) {
            invariants.violated("the server does not end connection %s", number);
            return;
        }
        if (neverReads) {
            invariants.require(
                    cause != CloseReason.CLOSED && cause != CloseReason.PEER,
                    "connection %s ended as %s, but was not read",
                    number,
                    cause);
            return;
        }
        int missing = conversation.missing();
        switch (cause) {
            case CLOSED, PEER, FAILED -> {
                invariants.require(
                        missing == 0,
                        "connection %s ended as %s, but %s replies are missing, of %s calls",
                        number,
                        cause,
                        missing,
                        handler.calls());
                // Commands behind the failure may have been called before it.
                boolean called =
                        cause == CloseReason.CLOSED && scenario.setting().kind() == Kind.PIPELINED;
                invariants.require(
                        cause == CloseReason.FAILED || called || !conversation.fails(),
                        "a failure did not end connection %s, but %s",
                        number,
                        cause);
            }
            case SHUTDOWN ->
                    invariants.require(
                            conversation.replies() >= handler.calls() || over,
                            "connection %s ended as %s with %s replies to %s calls",
                            number,
                            cause,
                            conversation.replies(),
                            handler.calls());
            case PUSHED -> invariants.require(scenario.setting().boundsPushes(), "%s", cause);
            default -> invariants.violated("connection %s ended as %s", number, cause);
        }
        if (cause == CloseReason.PEER) {
            invariants.require(
                    conversation.pushes().containsAll(awaitedPushes),
                    "connection %s heard %s of %s",
                    number,
                    conversation.pushes(),
                    awaitedPushes);
        }
    }
}
