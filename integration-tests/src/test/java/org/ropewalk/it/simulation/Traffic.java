package org.ropewalk.it.simulation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/**
 * What the simulated server does. Every reply has the number of the connection that it belongs to
 * and the number of its command, so that a byte on another connection is found.
 */
interface Traffic {
    /** Tells the number of the connection. */
    @Command("HI {client}")
    @Reply("+HI {}")
    int hi(int client);

    /** A value of this size. */
    @Command("GET {serial} {bytes}")
    Value get(int serial, int bytes);

    /** Takes a value. */
    @Command("PUT {serial} {data.length}")
    Stored put(int serial, @Payload Bytes data);

    /** A text of so many lines. */
    @Command("TEXT {serial} {count}")
    @Reply("+TEXT")
    @Payload(Payload.Framing.DOTTED)
    List<String> text(int serial, int count);

    /** A value that comes later. */
    @Command("LATER {serial} {bytes} {milliseconds}")
    CompletionStage<Value> later(int serial, int bytes, int milliseconds);

    /** Fails later, as declared. */
    @Command("REFUSE {serial} {milliseconds}")
    @Reply("+TAKEN")
    CompletionStage<Void> refuse(int serial, int milliseconds) throws Refused;

    /** Fails later, with a failure that nobody declared or that cannot be written. */
    @Command("BREAK {serial} {kind} {milliseconds}")
    @Reply("+WHOLE")
    CompletionStage<Void> fail(int serial, int kind, int milliseconds) throws Refused;

    /** Becomes a member of a group. */
    @Command("JOIN {group}")
    @Reply("+JOINED {}")
    int join(int group);

    /** Leaves a group. */
    @Command("LEAVE {group}")
    @Reply("+LEFT {}")
    int leave(int group);

    /** Pushes to a group. */
    @Command("SAY {group}")
    @Reply("+SAID {}")
    int say(int group);

    /** The handler ends the connection behind the reply. */
    @Command("CLOSE")
    @Reply("+CLOSING {}")
    int close();

    /** The reply ends the connection. */
    @Command("QUIT")
    @Reply(value = "+BYE {}", close = true)
    int quit();

    /** The connection has ended. */
    @OnDisconnect
    void gone();

    /** A value. */
    @Reply("$ {client} {serial} {data.length}")
    record Value(int client, int serial, @Payload Bytes data) {}

    /** A value was taken. */
    @Reply("+STORED {client} {serial} {bytes}")
    record Stored(int client, int serial, int bytes) {}

    /** One of a list. */
    record Item(int client, int serial, int index) {}

    /** A declared failure. */
    @Reply("-REFUSED {message*}")
    @SuppressWarnings("serial")
    final class Refused extends Exception {
        /** With what the client is told. */
        public Refused(String message) {
            super(message, null, false, false);
        }
    }
}
