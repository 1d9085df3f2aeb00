package org.ropewalk.examples.smtp;

import static org.ropewalk.annotation.Payload.Framing.DOTTED;
import static org.ropewalk.annotation.Payload.Trailer.NONE;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Advertise;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Junk;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.examples.value.Address;
import org.ropewalk.examples.value.Base64Text;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

/**
 * SMTP (RFC 5321) with PIPELINING (2920), SIZE (1870), 8BITMIME (6152), CHUNKING (3030), AUTH
 * (4954), SMTPUTF8 (6531), STARTTLS (3207) and enhanced codes (2034).
 */
@LineProtocol(initial = Smtp.Connected.class, continued = "-")
@Errors(
        unknown = @Reply("500 {'5.5.2 Error: command not recognized'}"),
        empty = @Reply("500 {'5.5.2 Error: bad syntax'}"),
        usage = @Reply("501 {'5.5.4 Syntax: {usage}'}"),
        malformed = @Reply("501 {'5.5.4 Error: {message}'}"),
        misplaced = @Reply("503 {'5.5.1 Error: bad sequence of commands'}"),
        unavailable = @Reply("502 {'5.5.1 Error: command not available'}"),
        payload = @Reply("550 {'5.5.2 Error: bare CR or LF in the message'}"),
        tooLong = @Reply("500 {'5.5.2 Error: line too long'}"),
        tooBig = @Reply("552 {'5.3.4 Message size exceeds fixed limit'}"),
        memory = @Reply("452 {'4.3.1 Insufficient system storage'}"),
        failed = @Reply(value = "451 {'4.3.0 Error: {incident}'}", close = true),
        busy = @Reply(value = "421 {'4.7.0 {host} Error: too many'}", close = true),
        timeout = @Reply(value = "421 {'4.4.2 {host} Error: timeout exceeded'}", close = true),
        shutdown = @Reply(value = "421 {'4.3.2 {host} Service closing'}", close = true),
        refusals = {"4{*}", "5{*}"})
@Limits(line = 510, payload = Smtp.MAX_SIZE, idleSeconds = 300, errors = 20)
@Advertise({"PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8"})
public interface Smtp {
    /** Bytes of a message. */
    int MAX_SIZE = 10_000_000;

    /** The server's own name. */
    @Supplies
    String host();

    /** The largest size of a message in bytes, for the capability list. */
    @Supplies
    int maxSize();

    /** The client has gone: a message in progress is dropped. */
    @OnDisconnect
    void gone();

    /** Names the client, and requests the server's extensions. */
    @Command("EHLO {domain}")
    @Reply(value = "250 {host} {''}", each = "250 {*}")
    Hello ehlo(String domain);

    /** Names the client. */
    @Command("HELO {domain}")
    @Reply("250 {host} {''}")
    @Errors(usage = @Reply("501 {'Syntax: HELO hostname'}"))
    Ready helo(String domain);

    /** Does nothing. */
    @Junk
    @Command("NOOP {*}")
    @Reply("250 {'2.0.0 Ok'}")
    void noop();

    /** Requests help. */
    @Junk
    @Command("HELP {*}")
    @Reply("214 {'2.0.0 See RFC 5321'}")
    void help();

    /** Requests information about an address. */
    @Junk
    @Command("VRFY {address*}")
    @Reply("252 {'2.0.0 Send some mail, and see'}")
    void vrfy(String address);

    /** Ends the session. */
    @Command("QUIT")
    @Reply(value = "221 {'2.0.0 Bye'}", close = true)
    void quit();

    /** The client has not named itself. */
    @Errors(misplaced = @Reply("503 {'5.5.1 Error: send HELO first'}"))
    interface Connected extends Smtp {
        /** The greeting. */
        @OnConnect
        @Reply("220 {host} {'ESMTP ready'}")
        void greeting();

        /** Nothing is there to take back. */
        @Command("RSET")
        @Reply("250 {'2.0.0 Ok'}")
        void nothing();
    }

    /** The client is known by name. */
    interface Greeted extends Smtp {
        /** Cancels the current message. */
        @Command("RSET")
        @Reply("250 {'2.0.0 Ok'}")
        Ready rset();
    }

    /** No message is begun. */
    interface Ready extends Greeted {
        /** Begins a message. */
        @Command({"MAIL FROM:<{from*}>[ {options=...}]", "MAIL FROM: <{from*}>[ {options=...}]"})
        @Reply("250 {'2.1.0 Ok'}")
        @Advertise("SIZE {maxSize}")
        @Limits(line = 1024)
        @Errors(
                usage = @Reply("501 {'5.5.4 Syntax: MAIL FROM:<address>'}"),
                misplaced = @Reply("503 {'5.5.1 Error: nested MAIL command'}"))
        Mail mail(String from, MailOptions options) throws Refused;

        /** Authenticates the client. */
        @Attempts
        @Blocking
        @Command("AUTH {mechanism}[ {initial}]")
        @Advertise("AUTH PLAIN LOGIN")
        @Limits(line = 12_288)
        Step auth(String mechanism, @Secret Optional<Base64Text> initial) throws Refused;

        /** Secures the connection. */
        @Command("STARTTLS")
        @Reply("220 {'2.0.0 Ready to start TLS'}")
        @StartTls
        @Advertise("STARTTLS")
        void startTls();
    }

    /** The state for the answer to a challenge (RFC 4954 8). */
    @Once
    @Limits(line = 12_288)
    @Errors(
            malformed = @Reply("501 {'5.5.2 Error: cannot decode the answer'}"),
            empty = @Reply("501 {'5.5.2 Error: an empty answer'}"))
    interface Challenged {
        /** None. */
        @Command("*")
        @Reply("501 {'5.7.0 Authentication cancelled'}")
        void cancel();

        /** The answer. */
        @Attempts
        @Blocking
        @Command("{response*}")
        Step respond(@Secret Base64Text response) throws Refused;
    }

    /** A message is begun and has no recipient. */
    interface Mail extends Greeted {
        /** Adds a recipient. */
        @Command({"RCPT TO:<{to*}>[ {options=...}]", "RCPT TO: <{to*}>[ {options=...}]"})
        @Reply("250 {'2.1.5 Ok'}")
        @Limits(line = 1024)
        @Errors(
                usage = @Reply("501 {'5.5.4 Syntax: RCPT TO:<address>'}"),
                malformed = @Reply("501 {'5.1.3 {message}'}"),
                misplaced = @Reply("503 {'5.5.1 Error: need MAIL command'}"))
        Recipients rcpt(Address to, Map<String, String> options) throws Refused;
    }

    /** Parts of a message are taken. */
    interface Chunked extends Greeted {
        /** A part of the message follows, as many bytes. */
        @Command("BDAT {chunk.length}")
        @Reply("250 {'2.0.0 Ok'}")
        @Advertise("CHUNKING")
        @Errors(misplaced = @Reply("503 {'5.5.1 Error: need RCPT command'}"))
        Chunks chunk(@Payload(trailer = NONE) Bytes chunk) throws Dropped;

        /** The last part follows, as many bytes. */
        @Blocking
        @Command("BDAT {chunk.length} LAST")
        Queued last(@Payload(trailer = NONE) Bytes chunk) throws Dropped;

        /** A part that cannot be taken ends the message. */
        @OnError
        Ready aborted();
    }

    /** The message has a recipient. */
    interface Recipients extends Mail, Chunked {
        /** The message follows, up to a dot. */
        @Command("DATA")
        @Reply("354 {'End data with <CR><LF>.<CR><LF>'}")
        @Errors(misplaced = @Reply("503 {'5.5.1 Error: need RCPT command'}"))
        Body data();
    }

    /** The state after the first parts of a message. */
    interface Chunks extends Chunked {}

    /** The message itself. */
    @Once
    interface Body {
        /** The message; it is stored when this is answered. */
        @Blocking
        @Command("")
        Queued message(@Payload(DOTTED) Bytes message) throws Dropped;

        /** A message that cannot be taken is gone. */
        @OnError
        Ready aborted();
    }

    /** The message is stored. */
    @Reply("250 {'2.0.0 Ok: queued as {id}'}")
    record Queued(String id, Ready next) {}

    /** The host's name, then what it can do. */
    record Hello(Capabilities capabilities, Ready next) {}

    /** The result of an authentication step. */
    sealed interface Step {
        /** A question. */
        @Reply("334 {challenge*}")
        record Challenge(Base64Text challenge, Challenged next) implements Step {}

        /** Success. */
        @Reply("235 {'2.7.0 Authentication successful'}")
        record LoggedIn(Ready next) implements Step {}
    }

    /**
     * The options of a sender.
     *
     * @param size bytes of the message; a number of up to 20 digits (RFC 1870 4)
     */
    record MailOptions(
            Optional<BigInteger> size,
            Optional<BodyType> body,
            Optional<String> auth,
            Map<String, String> others) {
        /** Checks the size. */
        public MailOptions {
            if (size.filter(bytes -> bytes.signum() < 0).isPresent()) {
                throw new IllegalArgumentException("a negative size");
            }
        }
    }

    /** What a message consists of. */
    enum BodyType {
        /** ASCII. */
        @Format("7BIT")
        SEVEN_BIT,
        /** Any bytes. */
        @Format("8BITMIME")
        EIGHT_BIT
    }

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

    /** Refused, and the message that was begun is gone. */
    @Reply("{code} {text*}")
    @SuppressWarnings("serial")
    final class Dropped extends Exception {
        private final int code;
        private final transient Ready next;

        /** A refusal. */
        public Dropped(int code, String text, Ready next) {
            super(text, null, false, false);
            this.code = code;
            this.next = next;
        }

        /** The code of three digits. */
        public int code() {
            return code;
        }

        /** The enhanced code, and words. */
        public String text() {
            return getMessage();
        }

        /** The next state of the session. */
        public Ready next() {
            return next;
        }
    }
}
