package org.ropewalk.it.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Replies;
import org.ropewalk.server.Peer;

/** Serves one connection, and knows what its peer must hear. */
abstract class Handler implements Traffic {
    /** A declared failure whose text cannot be written. */
    private static final int UNWRITABLE = 1;

    private static final int UNKNOWN = -1;

    private final Scenario scenario;
    private final Peer peer;
    private final Set<Integer> groups = new HashSet<>();
    private final List<Integer> pushes = new ArrayList<>();
    private int client = UNKNOWN;
    private boolean made;
    private boolean ending;
    private boolean gone;
    private int calls;

    /** A failure that nobody declared. */
    @SuppressWarnings("serial")
    private static final class Unexpected extends RuntimeException {
        Unexpected() {
            super("as it should", null, false, false);
        }
    }

    Handler(Scenario scenario, Peer peer) {
        this.scenario = scenario;
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    /** The number that the client has told; negative before. */
    int client() {
        return client;
    }

    /** How many calls were made so far. */
    int calls() {
        return calls;
    }

    boolean isGone() {
        return gone;
    }

    /** The connection stands. */
    void made() {
        made = true;
    }

    /** It is a member of this group now. */
    void joined(int group) {
        groups.add(group);
        if (!made) {
            scenario.count(Event.JOIN_BEFORE_MADE);
        }
    }

    /** Whether it ever was a member of this group. */
    boolean hasJoined(int group) {
        return groups.contains(group);
    }

    /** An event of this number is pushed to it. */
    void expect(int number) {
        if (made && !ending && peer.isOpen()) {
            pushes.add(number);
        }
    }

    /** The numbers that were pushed to it while it stood. */
    List<Integer> pushes() {
        return pushes;
    }

    /** A command is handled. */
    private void called() {
        counted();
        scenario.misuse();
    }

    private void counted() {
        calls++;
        scenario.invariants().require(!gone, "a call on connection %s, which has ended", client);
    }

    @Override
    public int hi(int number) {
        called();
        scenario.invariants()
                .require(
                        client == UNKNOWN || client == number,
                        "connection %s has become %s",
                        client,
                        number);
        client = number;
        scenario.known(this);
        return number;
    }

    @Override
    public Value get(int serial, int bytes) {
        called();
        return value(serial, bytes);
    }

    private Value value(int serial, int bytes) {
        byte[] data = new byte[bytes];
        Arrays.fill(data, pattern(client));
        return new Value(client, serial, Bytes.of(data));
    }

    /** What the values of this connection consist of. */
    static byte pattern(int client) {
        return (byte) ('0' + client % 70);
    }

    @Override
    public Stored put(int serial, Bytes data) {
        called();
        for (int i = 0; i < data.length(); i++) {
            if (data.at(i) != pattern(client)) {
                scenario.invariants().violated("a value of another connection on %s", client);
                break;
            }
        }
        return new Stored(client, serial, data.length());
    }

    @Override
    public List<String> text(int serial, int count) {
        called();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(client, serial, i));
        }
        return lines;
    }

    /** One line of a text; some begin with a dot. */
    static String line(int client, int serial, int index) {
        return (index % 3 == 0 ? "." : "") + client + " " + serial + " " + index;
    }

    final Item item(int serial, int index) {
        if (index == 0) {
            counted();
        }
        return new Item(client, serial, index);
    }

    /** Keeps what it must not use any more. */
    final void keep(Replies<Item> items) {
        scenario.keep(items, new Item(client, -1, -1));
    }

    @Override
    public CompletionStage<Value> later(int serial, int bytes, int milliseconds) {
        called();
        scenario.count(Event.LATE_REPLY);
        CompletableFuture<Value> later = new CompletableFuture<>();
        scenario.later(milliseconds, () -> later.complete(value(serial, bytes)));
        return later;
    }

    @Override
    public CompletionStage<Void> refuse(int serial, int milliseconds) {
        called();
        scenario.count(Event.LATE_REFUSAL);
        return failing(new Refused(client + " " + serial), milliseconds);
    }

    @Override
    public CompletionStage<Void> fail(int serial, int kind, int milliseconds) {
        called();
        ending = true;
        scenario.unread(this, Event.FAILURE_UNREAD);
        if (kind == UNWRITABLE) {
            scenario.count(Event.LATE_VALUE_UNWRITABLE);
            return failing(new Refused("two\r\nlines"), milliseconds);
        }
        scenario.count(
                scenario.setting().writesFailures()
                        ? Event.LATE_FAILURE
                        : Event.LATE_FAILURE_UNWRITABLE);
        return failing(new Unexpected(), milliseconds);
    }

    private CompletionStage<Void> failing(Exception failure, int milliseconds) {
        CompletableFuture<Void> later = new CompletableFuture<>();
        scenario.later(milliseconds, () -> later.completeExceptionally(failure));
        return later;
    }

    @Override
    public int join(int group) {
        called();
        scenario.groups().join(group, this);
        return client;
    }

    @Override
    public int leave(int group) {
        called();
        scenario.groups().leave(group, this);
        return client;
    }

    @Override
    public int say(int group) {
        called();
        scenario.groups().push(group);
        return client;
    }

    @Override
    public int close() {
        called();
        ending = true;
        scenario.unread(this, Event.CLOSE_UNREAD);
        peer.close();
        return client;
    }

    @Override
    public int quit() {
        called();
        ending = true;
        scenario.unread(this, Event.QUIT_UNREAD);
        return client;
    }

    /** The connection has ended: all that it was a member of hear so. */
    @Override
    public void gone() {
        scenario.invariants().require(!gone, "the end of %s was told twice", client);
        gone = true;
        scenario.groups().gone(this);
        for (int group : groups) {
            if (scenario.groups().size(group) > 0 && scenario.draws(Event.PUSH_FROM_AN_END)) {
                scenario.count(Event.PUSH_FROM_AN_END);
                scenario.groups().push(group);
            }
        }
    }
}
