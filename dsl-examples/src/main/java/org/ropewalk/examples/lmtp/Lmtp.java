package org.ropewalk.examples.lmtp;

import static org.ropewalk.annotation.Payload.Framing.DOTTED;
import static org.ropewalk.annotation.Payload.Trailer.NONE;

import java.util.List;
import java.util.Map;
import org.ropewalk.annotation.Advertise;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.examples.value.Address;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

/**
 * LMTP (RFC 2033): SMTP without a queue, so that each recipient is answered separately. After a
 * message that cannot be taken, which has one reply, the connection ends: the client must not wait
 * for others.
 */
@LineProtocol(initial = Lmtp.Connected.class, continued = "-")
@Errors(
        unknown = @Reply("500 {'5.5.1 Unknown command'}"),
        usage = @Reply("501 {'5.5.4 Syntax: {usage}'}"),
        malformed = @Reply("501 {'5.5.4 Error: {message}'}"),
        misplaced = @Reply("503 {'5.5.0 Bad sequence of commands'}"),
        tooLong = @Reply("500 {'5.5.2 Line too long'}"),
        payload = @Reply(value = "550 {'5.5.2 bare CR or LF in the message'}", close = true),
        tooBig = @Reply(value = "552 {'5.3.4 Message too big'}", close = true),
        memory = @Reply(value = "452 {'4.3.1 Insufficient system storage'}", close = true),
        failed = @Reply(value = "451 {'4.3.0 Error: {incident}'}", close = true),
        busy = @Reply(value = "421 {'4.3.2 {host} Too many connections'}", close = true),
        timeout = @Reply(value = "421 {'4.4.2 {host} Timeout'}", close = true),
        shutdown = @Reply(value = "421 {'4.3.2 {host} Service closing'}", close = true),
        refusals = {"4{*}", "5{*}"})
@Limits(line = 1024, payload = Lmtp.MAX_SIZE, idleSeconds = 300, errors = 20)
@Advertise({"8BITMIME", "ENHANCEDSTATUSCODES", "PIPELINING"})
public interface Lmtp {
    /** Bytes of a message. */
    int MAX_SIZE = 10_000_000;

    /** The server's own name. */
    @Supplies
    String host();

    /** The client has gone: a message in progress is dropped. */
    @OnDisconnect
    void gone();

    /** Names the client, and requests the server's extensions. */
    @Command("LHLO {domain}")
    @Reply(value = "250 {host} {''}", each = "250 {*}")
    Hello lhlo(String domain);

    /** Does nothing. */
    @Command("NOOP {*}")
    @Reply("250 {'2.0.0 OK'}")
    void noop();

    /** Ends the session. */
    @Command("QUIT")
    @Reply(value = "221 {'2.0.0 Bye'}", close = true)
    void quit();

    /** The client has not named itself. */
    @Errors(misplaced = @Reply("503 {'5.5.1 LHLO needed first'}"))
    interface Connected extends Lmtp {
        /** The greeting. */
        @OnConnect
        @Reply("220 {host} {'LMTP ready'}")
        void greeting();

        /** Nothing is there to take back. */
        @Command("RSET")
        @Reply("250 {'2.0.0 OK'}")
        void nothing();
    }

    /** The client is known by name. */
    interface Greeted extends Lmtp {
        /** Cancels the current message. */
        @Command("RSET")
        @Reply("250 {'2.0.0 OK'}")
        Ready rset();
    }

    /** No message is begun. */
    interface Ready extends Greeted {
        /** Begins a message. */
        @Command("MAIL FROM:<{from*}>[ {options=...}]")
        @Reply("250 {'2.1.0 OK'}")
        @Errors(
                usage = @Reply("501 {'5.5.4 Syntax: MAIL FROM:<address>'}"),
                misplaced = @Reply("503 {'5.5.0 MAIL already given'}"))
        Mail mail(String from, Map<String, String> options) throws Refused;
    }

    /** A message is begun and has no recipient. */
    interface Mail extends Greeted {
        /** Adds a recipient. */
        @Command("RCPT TO:<{to*}>[ {options=...}]")
        @Reply("250 {'2.1.5 OK'}")
        @Errors(
                usage = @Reply("501 {'5.5.4 Syntax: RCPT TO:<address>'}"),
                malformed = @Reply("501 {'5.1.3 {message}'}"),
                misplaced = @Reply("503 {'5.5.0 MAIL needed first'}"))
        Recipients rcpt(Address to, Map<String, String> options) throws Refused;
    }

    /** Parts of a message are taken. */
    interface Chunked extends Greeted {
        /** A part of the message follows, as many bytes. */
        @Command("BDAT {chunk.length}")
        @Reply("250 {'2.0.0 OK'}")
        @Advertise("CHUNKING")
        @Errors(misplaced = @Reply("503 {'5.5.0 RCPT needed first'}"))
        Chunks chunk(@Payload(trailer = NONE) Bytes chunk);

        /** The last part follows, as many bytes. */
        @Blocking
        @Command("BDAT {chunk.length} LAST")
        Delivered last(@Payload(trailer = NONE) Bytes chunk);

        /** A part that cannot be taken ends the message. */
        @OnError
        Ready aborted();
    }

    /** The message has a recipient. */
    interface Recipients extends Mail, Chunked {
        /** The message follows, up to a dot. */
        @Command("DATA")
        @Reply("354 {'OK'}")
        @Errors(misplaced = @Reply("503 {'5.5.0 RCPT needed first'}"))
        Body data();
    }

    /** Parts of the message have come. */
    interface Chunks extends Chunked {}

    /** The message itself. */
    @Once
    interface Body {
        /** The message: each recipient is answered separately. */
        @Blocking
        @Command("")
        Delivered message(@Payload(DOTTED) Bytes message);

        /** A message that cannot be taken is gone. */
        @OnError
        Ready aborted();
    }

    /** The host's name, then what it can do. */
    record Hello(Capabilities capabilities, Ready next) {}

    /** What became of the message, for each recipient that was accepted, in order. */
    @Reply(per = "rcpt")
    record Delivered(List<Outcome> outcomes, Ready next) {}

    /** What became of it for one. */
    @Reply("{code} {text*}")
    record Outcome(int code, String text) {}

    /** Refused; the session stays where it is. */
    @Reply("{code} {text*}")
    @SuppressWarnings("serial")
    final class Refused extends Exception {
        private final int code;

        /** A refusal. */
        public Refused(int code, String text) {
            super(text, null, false, false);
            this.code = code;
        }

        /** The code of three digits. */
        public int code() {
            return code;
        }

        /** The enhanced code, and words. */
        public String text() {
            return getMessage();
        }
    }
}
