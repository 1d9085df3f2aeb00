package org.ropewalk.examples.nats;

import static org.ropewalk.annotation.Payload.Trailer.CRLF;
import static org.ropewalk.annotation.Payload.Trailer.NONE;

import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.examples.value.Json;
import org.ropewalk.line.Bytes;

/** NATS's client protocol, with headers, queue groups and request-reply. */
@LineProtocol(terminator = Terminator.CRLF_OR_LF, separator = Separator.BLANKS)
@Errors(
        unknown = @Reply(value = "-ERR 'Unknown Protocol Operation'", close = true),
        payload = @Reply(value = "-ERR 'Unknown Protocol Operation'", close = true),
        malformed = @Reply(value = Errors.SILENT, close = true),
        tooLong = @Reply(value = "-ERR 'maximum control line exceeded'", close = true),
        tooBig = @Reply(value = "-ERR 'Maximum Payload Violation'", close = true),
        busy = @Reply(value = "-ERR 'maximum connections exceeded'", close = true),
        timeout = @Reply(value = "-ERR 'Stale Connection'", close = true),
        shutdown = @Reply(value = "-ERR 'Server Shutdown'", close = true))
@Limits(line = 4096, payload = 1_048_576, idleSeconds = 360)
public interface Nats {
    /** The largest length: nats-server accepts at most nine digits. */
    long MAX_LENGTH = 999_999_999;

    /** What the server is and can. */
    @OnConnect
    @Reply("INFO {*}")
    Json info();

    /** The client has gone. */
    @OnDisconnect
    void gone();

    /** Whether the client wants no {@code +OK}. */
    @Supplies
    boolean quiet();

    /** Describes the client and its options. */
    @Command("CONNECT {options*}")
    @Reply("+OK")
    @NoReply(when = "quiet")
    void connect(Json options);

    /** Publishes a message. */
    @Command("PUB {subject}[ {reply}] {data.length}")
    @Reply("+OK")
    @NoReply(when = "quiet")
    void publish(
            String subject,
            Optional<String> reply,
            @Payload(trailer = CRLF, maxLength = MAX_LENGTH) Bytes data);

    /** Publishes a message with headers. */
    @Command("HPUB {subject}[ {reply}] {headers.length} {headers+data.length}")
    @Reply("+OK")
    @NoReply(when = "quiet")
    void publish(
            String subject,
            Optional<String> reply,
            @Payload(trailer = NONE, maxLength = MAX_LENGTH) Bytes headers,
            @Payload(trailer = CRLF, maxLength = MAX_LENGTH) Bytes data);

    /** Subscribes to a subject, as one of a queue group perhaps. */
    @Command("SUB {subject}[ {queue}] {sid}")
    @Reply("+OK")
    @NoReply(when = "quiet")
    void subscribe(String subject, Optional<String> queue, String sid);

    /** Ends a subscription, at once or after so many messages in all. */
    @Command("UNSUB {sid}[ {max}]")
    @Reply("+OK")
    @NoReply(when = "quiet")
    void unsubscribe(String sid, OptionalInt max);

    /** Checks that the other side answers. */
    @Command("PING")
    @Reply("PONG")
    void ping();

    /** Answers the server's {@code PING}. */
    @Command("PONG")
    void pong();

    /** What the server pushes. */
    @Push
    interface Deliveries {
        /** A message. */
        @Reply("MSG {subject} {sid}[ {reply}] {data.length}")
        void message(
                String subject,
                String sid,
                Optional<String> reply,
                @Payload(trailer = CRLF) Bytes data);

        /** A message with headers. */
        @Reply("HMSG {subject} {sid}[ {reply}] {headers.length} {headers+data.length}")
        void message(
                String subject,
                String sid,
                Optional<String> reply,
                @Payload(trailer = NONE) Bytes headers,
                @Payload(trailer = CRLF) Bytes data);

        /** Asks whether the client lives. */
        @Reply("PING")
        void ping();

        /** Something in the cluster has changed. */
        @Reply("INFO {info*}")
        void info(Json info);

        /** Something was wrong with what the client sent. */
        @Reply("-ERR '{message*}'")
        void error(String message);
    }
}
