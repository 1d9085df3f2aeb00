package org.ropewalk.examples.pop3;

import static org.ropewalk.annotation.Payload.Framing.DOTTED;
import static org.ropewalk.annotation.Separator.ONE_SPACE;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Advertise;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

/** POP3: mail is listed, fetched and deleted by one reader at a time. */
@LineProtocol(initial = Pop3.Authorization.class, separator = ONE_SPACE)
@Errors(
        unknown = @Reply("-ERR {'unknown command'}"),
        misplaced = @Reply("-ERR {'not in this state'}"),
        unavailable = @Reply("-ERR {'not available'}"),
        usage = @Reply("-ERR {'usage: {usage}'}"),
        malformed = @Reply("-ERR {'{message}'}"),
        failed = @Reply(value = "-ERR {'internal error {incident}'}", close = true),
        busy = @Reply(value = "-ERR {'too many attempts, or too many sessions'}", close = true),
        timeout = @Reply(close = true),
        shutdown = @Reply(value = "-ERR {'[SYS/TEMP] server is going down'}", close = true))
@Limits(line = 512, payload = 16 << 20, idleSeconds = 600, errors = 5)
@Advertise({"RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"})
public interface Pop3 {
    /** Ends the session; from the transaction, what was marked is deleted. */
    @Blocking
    @Command("QUIT")
    @Reply(value = "+OK {'bye'}", close = true)
    void quit();

    /** What the server can do (RFC 2449). */
    @Command("CAPA")
    @Reply("+OK {'this server can:'}")
    @Payload(DOTTED)
    default Capabilities capa() {
        return Capabilities.derived();
    }

    /** The user has not logged in. */
    @Advertise({"USER", "SASL PLAIN"})
    interface Authorization extends Pop3 {
        /** The greeting. */
        @OnConnect
        @Reply("+OK {'{} ready'}")
        String greeting();

        /** Names a user. */
        @Command("USER {name*}")
        @Reply("+OK {'whose password is?'}")
        void user(String name);

        /** Proves it. */
        @Attempts
        @Blocking
        @Command("PASS {password*}")
        @Reply("+OK {'logged in'}")
        Transaction pass(@Secret String password) throws Refused;

        /** The mechanisms of {@code AUTH}. */
        @Command("AUTH")
        @Reply(value = "+OK {'these:'}", each = "{*}", end = ".")
        List<String> mechanisms();

        /** Both at once, in one line (RFC 5034). */
        @Attempts
        @Blocking
        @Command("AUTH PLAIN {credentials}")
        @Reply("+OK {'logged in'}")
        Transaction plain(@Secret Plain credentials) throws Refused;

        /** Both at once, in the next line. */
        @Command("AUTH PLAIN")
        Challenge plain();

        /** Secures the connection (RFC 2595). */
        @Command("STLS")
        @Reply("+OK {'begin TLS'}")
        @StartTls
        @Advertise("STLS")
        void startTls();
    }

    /** Requests the next line; for {@code PLAIN} its text is empty. */
    @Reply("+ {text*}")
    record Challenge(String text, Challenged next) {}

    /** The answer to a challenge is awaited; an empty one is no credentials (RFC 5034 6). */
    @Once
    @Errors(empty = @Reply("-ERR {'not three parts between NULs'}"))
    interface Challenged {
        /** The answer. */
        @Attempts
        @Blocking
        @Command("{credentials}")
        @Reply("+OK {'logged in'}")
        Transaction respond(@Secret Plain credentials) throws Refused;

        /** None. */
        @Command(value = "*", client = false)
        @Reply("-ERR {'cancelled'}")
        void cancel();
    }

    /** A user reads mail. */
    interface Transaction extends Pop3 {
        /** The connection has ended, with {@code QUIT} or without. */
        @OnDisconnect
        void release();

        /** How much there is. */
        @Command("STAT")
        @Reply("+OK {count} {octets}")
        Total stat();

        /** All messages. */
        @Command("LIST")
        @Reply(value = "+OK", each = "{number} {octets}", end = ".")
        List<Size> list();

        /** One of them. */
        @Command("LIST {number}")
        @Reply("+OK {number} {octets}")
        Size list(int number) throws Refused;

        /** Names that last. */
        @Command("UIDL")
        @Advertise("UIDL")
        @Reply(value = "+OK", each = "{number} {name}", end = ".")
        List<Name> uidl();

        /** One of them. */
        @Command("UIDL {number}")
        @Reply("+OK {number} {name}")
        Name uidl(int number) throws Refused;

        /** A message. */
        @Blocking
        @Command("RETR {number}")
        @Reply("+OK")
        @Payload(DOTTED)
        Bytes retr(int number) throws Refused;

        /** The header of a message, and the first lines of its body. */
        @Blocking
        @Command("TOP {number} {lines}")
        @Advertise("TOP")
        @Reply("+OK")
        @Payload(DOTTED)
        Bytes top(int number, int lines) throws Refused;

        /** Marks a message. */
        @Command("DELE {number}")
        @Reply("+OK {'marked'}")
        void dele(int number) throws Refused;

        /** Does nothing. */
        @Command("NOOP")
        @Reply("+OK")
        void noop();

        /** Removes all deletion marks. */
        @Command("RSET")
        @Reply("+OK")
        void rset();
    }

    /** How many messages, and their bytes. */
    record Total(int count, long octets) {}

    /** A message's bytes. */
    record Size(int number, long octets) {}

    /** A message's name. */
    record Name(int number, String name) {}

    /** What cannot be done; the code is one of RFC 2449's or 3206's. */
    @Reply("-ERR[ \\[{code}\\]] {message*}")
    @SuppressWarnings("serial")
    final class Refused extends Exception {
        private final Optional<String> code;

        /** A refusal. */
        public Refused(Optional<String> code, String message) {
            super(message);
            this.code = code;
        }

        /** For programs. */
        public Optional<String> code() {
            return code;
        }
    }
}
