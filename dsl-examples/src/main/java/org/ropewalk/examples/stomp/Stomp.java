package org.ropewalk.examples.stomp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Fields;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;

/**
 * STOMP 1.0, 1.1 and 1.2. A frame is a command, headers, an empty line, a body and NUL. Only
 * commands with a receipt are answered.
 */
@LineProtocol(
        initial = Stomp.Unconnected.class,
        terminator = {Terminator.LF, Terminator.CRLF},
        spelling = Spelling.EXACT,
        order = Order.TAGGED)
@Fields(repeated = Fields.Repeated.FIRST)
@Quoted(quotes = "", escapes = "n\nr\rc:")
@Envelope(
        command = "{*}\n[receipt:{tag}]\n{:...}\n\n\0",
        reply = "{*}\n[receipt-id:{tag}]\n{:...}\n\n\0")
@NoReply(unless = "tag")
@Errors(
        unknown = @Reply(value = "ERROR\nmessage:{'unknown command'}", close = true),
        malformed = @Reply(value = "ERROR\nmessage:{'{message}'}", close = true),
        misplaced = @Reply(value = "ERROR\nmessage:{'not now'}", close = true),
        tooLong = @Reply(value = "ERROR\nmessage:{'too many or too long headers'}", close = true),
        tooBig = @Reply(value = "ERROR\nmessage:{'the body is too large'}", close = true),
        payload = @Reply(value = "ERROR\nmessage:{'{message}'}", close = true),
        timeout = @Reply(value = "ERROR\nmessage:{'idle for too long'}", close = true))
@Limits(line = 8192, payload = 1 << 20, payloadDiscard = 1 << 20, idleSeconds = 3600)
public interface Stomp {
    /** The connection has ended. */
    @OnDisconnect
    void disconnected();

    /** The state before the session. */
    @Limits(payload = 1024, payloadDiscard = 1024, idleSeconds = 30)
    interface Unconnected extends Stomp {
        /** Begins a session, in the latest version that both sides have. */
        @Command({
            "CONNECT\n[accept-version:{versions,...}]\n[host:{host*}]\n[login:{login*}]\n"
                    + "[passcode:{passcode*}]\n[heart-beat:{beat}]",
            "STOMP\n[accept-version:{versions,...}]\n[host:{host*}]\n[login:{login*}]\n"
                    + "[passcode:{passcode*}]\n[heart-beat:{beat}]"
        })
        @Quoted(quotes = "", escape = Quoted.Escape.NONE)
        Welcome connect(
                List<String> versions,
                Optional<String> host,
                Optional<String> login,
                @Secret Optional<String> passcode,
                Optional<Beat> beat)
                throws Failed;
    }

    /** The state in a session. */
    interface Connected extends Stomp {
        /** Sends a message to a topic or a queue. */
        @Command(
                "SEND\ndestination:{destination*}\n[content-length:{body.length}]\n"
                        + "[transaction:{transaction*}]\n{others:...}")
        @Reply("RECEIPT")
        void send(
                String destination,
                Optional<String> transaction,
                Map<String, String> others,
                @Payload(trailer = Payload.Trailer.NONE) Bytes body)
                throws Failed;

        /** Receives the messages of a topic or a queue from now on. */
        @Command("SUBSCRIBE\ndestination:{destination*}\n[id:{id*}]\n[ack:{ack}]")
        @Reply("RECEIPT")
        void subscribe(String destination, Optional<String> id, Optional<Ack> ack) throws Failed;

        /** Receives them no longer. */
        @Command("UNSUBSCRIBE\n[id:{id*}]\n[destination:{destination*}]")
        @Reply("RECEIPT")
        void unsubscribe(Optional<String> id, Optional<String> destination) throws Failed;

        /** A message was consumed; version 1.1 writes {@code message-id}. */
        @Command("ACK\n[id:{id*}]\n[message-id:{messageId*}]\n[transaction:{transaction*}]")
        @Reply("RECEIPT")
        void ack(Optional<String> id, Optional<String> messageId, Optional<String> transaction)
                throws Failed;

        /** A message was not consumed: it is delivered again. */
        @Command("NACK\n[id:{id*}]\n[message-id:{messageId*}]\n[transaction:{transaction*}]")
        @Reply("RECEIPT")
        void nack(Optional<String> id, Optional<String> messageId, Optional<String> transaction)
                throws Failed;

        /** Begins a transaction. */
        @Command("BEGIN\ntransaction:{transaction*}")
        @Reply("RECEIPT")
        void begin(String transaction) throws Failed;

        /** Does what was asked for in a transaction. */
        @Command("COMMIT\ntransaction:{transaction*}")
        @Reply("RECEIPT")
        void commit(String transaction) throws Failed;

        /** Forgets what was asked for in a transaction. */
        @Command("ABORT\ntransaction:{transaction*}")
        @Reply("RECEIPT")
        void abort(String transaction) throws Failed;

        /** Ends the session. */
        @Command("DISCONNECT")
        @Reply(value = "RECEIPT", close = true)
        void disconnect();
    }

    /** What a server sends by itself. */
    @Push
    interface Deliveries {
        /** A message of a subscription. */
        @Reply(
                "MESSAGE\nsubscription:{subscription*}\nmessage-id:{messageId*}\n"
                        + "destination:{destination*}\n[ack:{ack*}]\n"
                        + "[content-length:{body.length}]\n{others:...}")
        void message(
                String subscription,
                String messageId,
                String destination,
                Optional<String> ack,
                Map<String, String> others,
                @Payload(trailer = Payload.Trailer.NONE) Bytes body);

        /** A heart-beat: an empty line between frames, which clients skip. */
        @Reply(value = "", bare = true)
        void beat();
    }

    /** What a session begins with. */
    @Reply("CONNECTED\nversion:{version}\n[heart-beat:{beat}]\n[server:{server*}]")
    @Quoted(quotes = "", escape = Quoted.Escape.NONE)
    record Welcome(String version, Optional<Beat> beat, Optional<String> server, Connected next) {}

    /**
     * How often heart-beats are sent and wanted, in milliseconds; 0 for never.
     *
     * @param sends how often this side can send
     * @param wants how often it would like to receive
     */
    @Format("{sends},{wants}")
    record Beat(int sends, int wants) {}

    /** Which messages an ACK concerns. */
    enum Ack {
        /** Messages need none. */
        @Format("auto")
        AUTO,
        /** That message and those before it. */
        @Format("client")
        CLIENT,
        /** That message. */
        @Format("client-individual")
        INDIVIDUAL
    }

    /** Why something was not done; the session has ended. */
    @Reply(value = "ERROR\nmessage:{message*}", close = true)
    final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        /** With what the client reads. */
        public Failed(String message) {
            super(message);
        }
    }
}
